import { clipboard, dialog, Notification, shell } from 'electron'
import { plainMarkup } from '../../core/windows/plain-markup'
import type { ConfirmImport, Desktop, ForgetCopied, QuitQuestion } from '../../core/kernel/ports'

/** What the system's desktop does for the core, other than windows. Only the question takes the focus. */
export const systemDesktop: Pick<Desktop, 'notify' | 'chime' | 'confirmQuit' | 'openPage'> = {
  notify: (text) => {
    if (!Notification.isSupported()) return
    // On Linux the body is markup, and may contain the name of a break from the PABX. The title is plain text of the
    // bar's own.
    const body = process.platform === 'linux' ? plainMarkup(text) : text
    new Notification({ title: 'Vocom Bar', body, silent: true }).show()
  },
  chime: () => shell.beep(),
  confirmQuit: (words) => ask(words),
  openPage: async (url) => {
    try {
      const { protocol, username, password } = new URL(url)
      // Anything but a web address could start a program.
      if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return false
      await shell.openExternal(url)
      return true
    } catch {
      return false
    }
  },
}

/** A native dialog, so that no page can draw or answer it. */
export const confirmImport: ConfirmImport = (words) => ask(words, words.detail)

/** Reading is a promise in newer versions of Electron, a string in older ones. */
export const forgetCopied: ForgetCopied = async (isIt) => {
  const copied: string = await Promise.resolve(clipboard.readText())
  if (isIt(copied)) clipboard.clear()
}

async function ask({ question, yes, no }: QuitQuestion, detail = ''): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: 'Vocom Bar',
    message: question,
    detail,
    buttons: [yes, no],
    defaultId: 1,
    cancelId: 1,
  })
  return response === 0
}
