import { defineConfig } from '@playwright/test'
import { availableParallelism } from 'node:os'
import type { ShiftOptions } from './test/e2e/bar'

const shifts = 'window/shift.spec.ts'
const inTheField = 'window/field.spec.ts'

/*
 * Two kinds. In the window: all that a test needs is the bar, its demo PABX and the desktop of its worker; as many at once
 * as there are cores. On the desktop: the keyboard's focus, the tray, the session's bus, other users, installed packages, networks;
 * one at a time, beside the others.
 */
export default defineConfig<ShiftOptions>({
  testDir: 'test/e2e',
  globalSetup: './test/e2e/harness/built.ts',
  fullyParallel: true,
  workers: availableParallelism(),
  projects: [
    // First, so that the one worker of this kind is busy from the beginning to the end.
    { name: 'on the desktop', testMatch: 'desktop/*.spec.ts', workers: 1, fullyParallel: false },
    { name: 'in the window', testMatch: 'window/*.spec.ts', testIgnore: [shifts, inTheField] },
    { name: 'under the profile document', testMatch: shifts },
    { name: 'under the profile field', testMatch: [shifts, inTheField], use: { profile: 'field' } },
  ],
  outputDir: 'out/e2e',
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
})
