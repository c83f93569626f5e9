import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

// Later groups wait for earlier ones: what starts whole services is not to compete with what only computes.
const project = (
  name: string,
  groupOrder: number,
  test: TestProjectInlineConfiguration['test'],
): TestProjectInlineConfiguration => ({ test: { name, sequence: { groupOrder }, ...test } })

const patient = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 15_000 } } }

export default defineConfig({
  test: {
    reporters: ['default', './test/setup/closing-line.ts'],
    projects: [
      project('tidy', 0, { include: ['test/tidy/**/*.test.ts'] }),
      project('unit', 0, {
        include: ['test/**/*.test.ts'],
        exclude: ['test/tidy/**', 'test/e2e/**', 'test/services/**'],
        // Properties are tried in numbers, and on a busy machine that takes what it takes.
        testTimeout: 60_000,
      }),
      project('services', 1, { include: ['test/services/**/*.test.ts'], ...patient }),
      project('e2e', 2, { include: ['test/e2e/**/*.test.ts'], ...patient, testTimeout: 180_000 }),
    ],
  },
})
