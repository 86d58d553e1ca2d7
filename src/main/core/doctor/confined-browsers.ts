/*
 * Browsers that Snap or Flatpak keep apart from the other programs of a Linux computer. A browser's extension reaches
 * the bar through a program that the browser starts, and such a browser starts none that is outside.
 */

type Browser = { readonly name: string; readonly snap: string | null; readonly flatpak: string | null }

const browsers: readonly Browser[] = [
  { name: 'Firefox', snap: 'firefox', flatpak: 'org.mozilla.firefox' },
  { name: 'Chromium', snap: 'chromium', flatpak: 'org.chromium.Chromium' },
  { name: 'Google Chrome', snap: null, flatpak: 'com.google.Chrome' },
  { name: 'Brave', snap: 'brave', flatpak: 'com.brave.Browser' },
  { name: 'Microsoft Edge', snap: null, flatpak: 'com.microsoft.Edge' },
  { name: 'Opera', snap: 'opera', flatpak: 'com.opera.Opera' },
  { name: 'Vivaldi', snap: 'vivaldi', flatpak: 'com.vivaldi.Vivaldi' },
]

/** Where both put the commands of what is installed. Only Ubuntu has the first. */
const snapFolders = ['/snap/bin', '/var/lib/snapd/snap/bin']
const flatpakFolders = (home: string): readonly string[] => [
  '/var/lib/flatpak/exports/bin',
  `${home}/.local/share/flatpak/exports/bin`,
]

/** The browsers of this computer that come from Snap or Flatpak, with which of both. */
export function confinedBrowsers(home: string, exists: (path: string) => boolean): readonly string[] {
  const isIn = (folders: readonly string[], command: string | null): boolean =>
    command !== null && folders.some((folder) => exists(`${folder}/${command}`))
  return browsers.flatMap(({ name, snap, flatpak }) => [
    ...(isIn(snapFolders, snap) ? [`${name} (Snap)`] : []),
    ...(isIn(flatpakFolders(home), flatpak) ? [`${name} (Flatpak)`] : []),
  ])
}
