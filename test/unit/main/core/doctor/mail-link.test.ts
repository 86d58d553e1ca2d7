import { expect, it } from 'vitest'
import { confinedBrowsers } from '../../../../../src/main/core/doctor/confined-browsers'
import { mailLink } from '../../../../../src/main/core/doctor/mail-link'

const bodyOf = (link: string): string => new URL(link).searchParams.get('body') ?? ''

it('a mail has the lines as they are, whatever they hold', () => {
  const link = mailLink('São só 2 & mais?', 'Proxy: não responde & “fim”.\nRelógio: ok')
  expect(bodyOf(link)).toBe('Proxy: não responde & “fim”.\r\nRelógio: ok')
  expect(new URL(link).searchParams.get('subject')).toBe('São só 2 & mais?')
  expect(link).toMatch(/^mailto:\?/)
})

it('a text that no address can hold loses its last lines, whole ones', () => {
  const lines = Array.from({ length: 60 }, (_none, index) => `${index}: ${'ç'.repeat(20)}`)
  const link = mailLink('x', lines.join('\n'))
  expect(link.length).toBeLessThanOrEqual(2_000)
  const kept = bodyOf(link).split('\r\n')
  expect(kept.length).toBeGreaterThan(5)
  expect(kept).toEqual(lines.slice(0, kept.length))
})

it('browsers of Snap and Flatpak are named with where they come from, others are not', () => {
  const there = new Set([
    '/snap/bin/chromium',
    '/home/dev/.local/share/flatpak/exports/bin/org.mozilla.firefox',
    '/usr/bin/google-chrome',
  ])
  const found = confinedBrowsers('/home/dev', (path) => there.has(path))
  expect(found).toEqual(['Firefox (Flatpak)', 'Chromium (Snap)'])
})
