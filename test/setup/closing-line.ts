import type { Reporter, TestModule } from 'vitest/node'

type Counts = Record<'passed' | 'failed' | 'skipped' | 'pending', number>

// A file that cannot be loaded, or a hook that throws, fails without a test that says so.
const brokenModules = (modules: readonly TestModule[]): number =>
  modules.filter((module) => module.state() === 'failed' && module.children.allTests('failed').next().done).length

const countTests = (modules: readonly TestModule[]): Counts => {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0, pending: 0 }
  for (const module of modules) {
    for (const test of module.children.allTests()) counts[test.result().state] += 1
  }
  return counts
}

const closingLine = (modules: readonly TestModule[], errors: number): string => {
  const { passed, failed, skipped, pending } = countTests(modules)
  const line = `${passed} passed, ${failed + pending + brokenModules(modules) + errors} failed`
  return skipped > 0 ? `${line}, ${skipped} skipped` : line
}

/** Ends a run with one line for people and programs: `12 passed, 0 failed`, and `, 1 skipped` if any was. */
export default class ClosingLine implements Reporter {
  #line = '0 passed, 0 failed'

  onInit(): void {
    process.once('exit', () => process.stdout.write(`${this.#line}\n`))
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    this.#line = closingLine(modules, errors.length)
  }
}
