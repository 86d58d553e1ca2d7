import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a server shows: its certificates, its own first, and the key to it. */
export type Shown = { readonly cert: string; readonly key: string }

export type Authority = {
  /** The file of its root certificate, and of an intermediate one. */
  readonly rootFile: string
  readonly intermediateFile: string
  readonly shows: (what: Issue) => Shown
  readonly close: () => void
}

export type Issue = {
  readonly by?: 'root' | 'intermediate'
  /** Whether the server sends the certificate of its issuer too. */
  readonly isAlone?: boolean
  /** Whether the certificate says where that of its issuer lies. */
  readonly namesIssuer?: boolean
  readonly name?: string
  /** Days from now. */
  readonly from?: number
  readonly to?: number
}

const config = (folder: string): string => `
[ca]
default_ca = own
[own]
database = ${folder}/index.txt
serial = ${folder}/serial
new_certs_dir = ${folder}
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
[server]
basicConstraints = CA:FALSE
subjectAltName = \${ENV::NAMES}
[linked]
basicConstraints = CA:FALSE
subjectAltName = \${ENV::NAMES}
authorityInfoAccess = caIssuers;URI:http://ca.example/intermediate.cer
`

const DAY_MS = 24 * 60 * 60_000
const stamp = (days: number): string =>
  `${new Date(Date.now() + days * DAY_MS).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`

/** A company's own certificate authority, made with openssl: a root, an intermediate, and servers' certificates. */
export function makeAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'own-ca-'))
  const at = (name: string): string => join(folder, name)
  writeFileSync(at('ca.cnf'), config(folder))
  writeFileSync(at('index.txt'), '')
  writeFileSync(at('serial'), '1000\n')
  const openssl = (args: readonly string[], names = 'DNS:localhost'): void => {
    execFileSync('openssl', args, { env: { ...process.env, NAMES: names }, stdio: 'pipe' })
  }
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  const request = (name: string, subject: string): void =>
    openssl([
      'req',
      ...newKey,
      '-keyout',
      at(`${name}.key`),
      '-out',
      at(`${name}.csr`),
      '-subj',
      `/CN=${subject}`,
    ])
  const sign = (
    name: string,
    issuer: string,
    extensions: string,
    from: number,
    to: number,
    names?: string,
  ): void =>
    openssl(
      [
        'ca',
        '-batch',
        '-notext',
        '-config',
        at('ca.cnf'),
        '-cert',
        at(`${issuer}.pem`),
        '-keyfile',
        at(`${issuer}.key`),
      ].concat(
        ['-in', at(`${name}.csr`), '-out', at(`${name}.pem`), '-extensions', extensions],
        ['-startdate', stamp(from), '-enddate', stamp(to)],
      ),
      names,
    )
  openssl([
    ...['req', '-x509', ...newKey, '-keyout', at('root.key'), '-out', at('root.pem'), '-days', '3650'],
    ...['-subj', '/CN=Company root', '-config', at('ca.cnf'), '-extensions', 'authority'],
  ])
  request('intermediate', 'Company intermediate')
  sign('intermediate', 'root', 'authority', -1, 3650)

  let made = 0
  return {
    rootFile: at('root.pem'),
    intermediateFile: at('intermediate.pem'),
    shows: ({
      by = 'intermediate',
      isAlone = false,
      namesIssuer = false,
      name = 'pabx.test',
      from = -1,
      to = 30,
    }) => {
      const server = `server-${++made}`
      request(server, name)
      const names = name === 'pabx.test' ? 'DNS:pabx.test,IP:127.0.0.1' : `DNS:${name}`
      sign(server, by, namesIssuer ? 'linked' : 'server', from, to, names)
      const read = (file: string): string => readFileSync(at(file), 'utf8')
      const chain = isAlone ? [] : [read(`${by}.pem`)]
      return { cert: [read(`${server}.pem`), ...chain].join(''), key: read(`${server}.key`) }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
