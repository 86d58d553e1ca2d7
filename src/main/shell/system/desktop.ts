import { clipboard, dialog, Notification, shell } from 'electron'
import { plainMarkup } from '../../core/windows/plain-markup'
import type { ConfirmImport, Desktop, ForgetCopied, QuitQuestion } from '../../core/kernel/ports'

/** What the system's desktop does for the core beside windows: nothing here takes the focus but the question. */
export const systemDesktop: Pick<Desktop, 'notify' | 'chime' | 'confirmQuit'> = {
  notify: (text) => {
    if (!Notification.isSupported()) return
    // There the body is markup, also in the name of a break that comes from the PABX; the title is plain text, and ours.
    const body = process.platform === 'linux' ? plainMarkup(text) : text
    new Notification({ title: 'Vocom Bar', body, silent: true }).show()
  },
  chime: () => shell.beep(),
  confirmQuit: (words) => ask(words),
}

/** No page draws this question, and none can answer it. */
export const confirmImport: ConfirmImport = (words) => ask(words, words.detail)

/** Reading is a promise in newer versions of Electron, and a string in older ones. */
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
