import { defineConfig } from 'vitest/config'

const tests = (name: string, include: string[], extra: object = {}) => ({
  test: { name, include, ...extra },
})

export default defineConfig({
  test: {
    reporters: ['default', './test/setup/closing-line.ts'],
    projects: [
      tests('tidy', ['test/tidy/**/*.test.ts']),
      tests('unit', ['test/**/*.test.ts'], { exclude: ['test/tidy/**', 'test/e2e/**', 'test/services/**'] }),
      tests('services', ['test/services/**/*.test.ts'], { testTimeout: 60_000, hookTimeout: 60_000 }),
      tests('e2e', ['test/e2e/**/*.test.ts'], { testTimeout: 180_000, hookTimeout: 60_000 }),
    ],
  },
})
