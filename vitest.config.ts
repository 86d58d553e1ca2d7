import { defineConfig } from 'vitest/config'

const project = (name: string, testTimeout: number) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout, hookTimeout: testTimeout },
})

export default defineConfig({
  test: {
    allowOnly: false,
    projects: [
      project('unit', 10_000),
      project('contract', 10_000),
      project('integration', 30_000),
      project('bench', 300_000),
    ],
  },
})
