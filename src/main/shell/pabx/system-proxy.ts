import { app, session, type Session } from 'electron'

let asked: Promise<Session> | null = null

/**
 * The proxy that the system names for that address, a PAC file included, as Chromium finds it. The session is for this
 * question alone: no page lives in it, and that of the pages reaches nothing. A PAC file is fetched only where the
 * system names one, or looks for one by itself.
 */
export async function resolveSystemProxy(origin: string): Promise<string> {
  asked ??= open()
  return (await asked).resolveProxy(origin)
}

async function open(): Promise<Session> {
  await app.whenReady()
  const ours = session.fromPartition('system-proxy')
  ours.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  ours.webRequest.onBeforeRequest((_details, answer) => answer({ cancel: true }))
  await ours.setProxy({ mode: 'system' })
  return ours
}
