import { dialog, Notification, shell } from 'electron'
import type { Desk } from '../core/ports'

/** What the system's desktop does for the core beside windows: nothing here takes the focus but the question. */
export const systemDesk: Pick<Desk, 'notify' | 'chime' | 'confirmQuit'> = {
  notify: (body) => {
    if (Notification.isSupported()) new Notification({ title: 'Vocom Bar', body, silent: true }).show()
  },
  chime: () => shell.beep(),
  confirmQuit: async ({ question, yes, no }) => {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      title: 'Vocom Bar',
      message: question,
      buttons: [yes, no],
      defaultId: 1,
      cancelId: 1,
    })
    return response === 0
  },
}
