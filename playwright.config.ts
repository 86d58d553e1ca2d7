import { defineConfig } from '@playwright/test'
import type { ShiftOptions } from './test/e2e/bar'

const shifts = '**/shift.spec.ts'
const inTheField = '**/field.spec.ts'

// One worker: a desktop has one keyboard focus, and a press must reach the program that the test means.
export default defineConfig<ShiftOptions>({
  testDir: 'test/e2e',
  projects: [
    { name: 'all but the shifts', testMatch: '**/*.spec.ts', testIgnore: [shifts, inTheField] },
    { name: 'under the profile document', testMatch: shifts },
    { name: 'under the profile field', testMatch: [shifts, inTheField], use: { profile: 'field' } },
  ],
  outputDir: 'out/e2e',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
})
