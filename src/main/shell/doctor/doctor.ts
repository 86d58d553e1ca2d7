import { app, clipboard, shell } from 'electron'
import { release } from 'node:os'
import type { DoctorMail, DoctorPorts } from '../../core/doctor/ports'
import { mailLink } from '../../core/doctor/mail-link'
import type { Redactor } from '../../core/secrets/redact'
import { doctorPorts } from './doctor-ports'

type Means = Parameters<typeof doctorPorts>[0] & { readonly redactor: Redactor }

/** What the doctor of a running bar looks at, and where its result goes. */
export const openDoctor = ({ redactor, ...means }: Means): DoctorPorts & DoctorMail => ({
  ...doctorPorts(means),
  about: () => [
    `Vocom Bar ${app.getVersion()}`,
    `Electron ${process.versions.electron}`,
    `${process.platform} ${process.arch} ${release()}`,
    new Date().toISOString(),
  ],
  redact: (text) => String(redactor.redact(text)),
  open: async ({ subject, text }) => {
    await clipboard.writeText(text)
    // A computer without a mail program has the text in its clipboard.
    await shell.openExternal(mailLink(subject, text)).catch(() => undefined)
  },
})
