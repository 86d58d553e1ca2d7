import { app, session, type Session } from 'electron'

let asked: Promise<Session> | null = null

/**
 * The proxy that the system sets for that address, including PAC files, as Chromium finds it. This session is used for
 * nothing else: no page runs in it, and the pages' own session has no network. A PAC file is fetched only when the
 * system names one or searches for one.
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
