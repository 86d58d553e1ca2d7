import { defineConfig } from '@playwright/test'

// One worker: a desktop has one keyboard focus, and a press must reach the program that the test means.
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'out/e2e',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
})
