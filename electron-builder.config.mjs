import { dirname, join } from 'node:path'
import { putLauncher } from './scripts/lib/launcher.mjs'
import { publicKeysOf } from './scripts/lib/updates.mjs'

/*
 * What the installers hold, and how they are made: Windows (NSIS, per user or per machine, silent with /S),
 * macOS (dmg and zip, hardened, notarised where APPLE_ID and its companions are set), Linux (AppImage, rpm; the .deb is made by
 * scripts/lib/deb.mjs). Each for the processor it is made on: the natives are those of this system alone. docs/deploy.md lists
 * the variables.
 */
const isRelease = Boolean(process.env.VOCOM_BAR_RELEASE)

export default {
  appId: 'br.com.vocom.bar',
  productName: 'Vocom Bar',
  executableName: 'vocom-bar',
  directories: { output: 'dist', buildResources: 'resources' },
  files: [
    'package.json',
    'out/main',
    'out/preload',
    'out/renderer',
    'out/third-party-licenses.txt',
    'resources/tray',
    'resources/icons',
  ],
  extraResources: [{ from: 'resources/policy.example.json', to: 'policy.example.json' }],
  artifactName: '${name}-${version}-${os}-${arch}.${ext}',
  // What the package knows of itself beside its own package.json: whose releases it believes.
  extraMetadata: { updateKeys: publicKeysOf(process.env.VOCOM_BAR_UPDATE_PUBLIC_KEY) },
  // A release without the system's own signature is none.
  forceCodeSigning: isRelease,
  asar: true,
  asarUnpack: ['**/*.node', '**/libduckdb*'],
  npmRebuild: false,
  protocols: [{ name: 'Vocom Bar', schemes: ['vocom-bar', 'tel', 'callto', 'sip'] }],
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
    loadBrowserProcessSpecificV8Snapshot: false,
    // Checked by Electron on these two systems only.
    enableEmbeddedAsarIntegrityValidation: process.platform !== 'linux',
  },
  // After the fuses were set in the program, and before a package is made of it.
  artifactBuildStarted: ({ targetPresentableName, file }) => {
    if (targetPresentableName === 'AppImage' || targetPresentableName === 'rpm')
      putLauncher(
        join(dirname(file), process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`),
      )
  },
  win: { target: ['nsis'], icon: 'resources/icons/256x256.png' },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowElevation: true,
    // A folder that is made elsewhere on the disk may be written by every user of the computer, and so may its programs.
    allowToChangeInstallationDirectory: false,
    deleteAppDataOnUninstall: false,
    artifactName: '${name}-setup-${version}-${arch}.${ext}',
    // Makes the bar known to Windows as a program that telephone links can be given to.
    include: 'resources/installer.nsh',
  },
  mac: {
    target: ['dmg', 'zip'],
    category: 'public.app-category.business',
    icon: 'resources/icons/512x512.png',
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'resources/entitlements.mac.plist',
    entitlementsInherit: 'resources/entitlements.mac.plist',
    notarize: Boolean(process.env.APPLE_ID),
  },
  linux: {
    target: ['AppImage', 'rpm'],
    // The links follow: nothing that stands in one is taken for a switch.
    executableArgs: ['--'],
    category: 'Network;Telephony',
    icon: 'resources/icons',
    synopsis: 'Toolbar for agents of the Vocom cloud PABX',
    mimeTypes: [
      'x-scheme-handler/vocom-bar',
      'x-scheme-handler/tel',
      'x-scheme-handler/callto',
      'x-scheme-handler/sip',
    ],
  },
  // The newer tools: with the older ones the menu entry of an AppImage switches Chromium's sandbox off.
  toolsets: { appimage: '1.0.3' },
  rpm: {
    depends: [
      'gtk3',
      'libnotify',
      'nss',
      'libXScrnSaver',
      '(libXtst or libXtst6)',
      'xdg-utils',
      'at-spi2-core',
      '(libuuid or libuuid1)',
      '(libsecret or libsecret-1-0)',
      '(alsa-lib or libasound2)',
    ],
  },
  // Has the feed (latest*.yml) made, and tells the app where its downloads go. The address is the setting
  // updates.feedUrl; this one is never asked.
  publish: { provider: 'generic', url: 'https://updates.invalid' },
}
