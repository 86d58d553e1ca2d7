import { expect, it } from 'vitest'
import { makeCheckout } from './checkout'

it('says how to see the bar where there is no display, and builds nothing', () => {
  const checkout = makeCheckout()
  try {
    const { code, stderr } = checkout.run('dev.mjs')
    expect(code).toBe(1)
    expect(stderr).toContain('There is no display here.')
    expect(stderr).toContain('xvfb-run -a npm run dev -- --remote-debugging-port=9222')
  } finally {
    checkout.remove()
  }
})
