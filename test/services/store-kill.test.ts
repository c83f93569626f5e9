import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { HealthStore } from '../../src/store/health-store.js'
import type * as Built from '../../src/store/open-store.js'
import { seededRandom } from '../store/seeded-random.js'

const { openStore }: typeof Built = await import(resolve('dist/src/store/open-store.js'))
const folder = mkdtempSync(join(tmpdir(), 'vitald-kill-'))
afterAll(() => rmSync(folder, { recursive: true }))

const base = Date.UTC(2026, 0, 1)

/** Runs a writer and kills it once it has acknowledged so many samples; returns those it has acknowledged. */
const writeAndKill = async (file: string, from: number, afterSamples: number): Promise<number[]> => {
  const writer: ChildProcess = spawn(process.execPath, [resolve('test/services/store-writer.mjs'), file, `${from}`])
  let text = ''
  writer.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString()
    if (text.split('\n').length > afterSamples) writer.kill('SIGKILL')
  })
  await once(writer, 'close')
  // A line that was cut off is no acknowledgement.
  return text.split('\n').slice(0, -1).map(Number)
}

const numbersIn = async (store: HealthStore): Promise<number[]> => {
  const numbers: number[] = []
  let page = await store.changes({ limit: 10_000 })
  for (;;) {
    for (const { sample } of page.added) numbers.push((sample.start - base) / 1_000)
    if (!page.more) return numbers
    page = await store.changes({ limit: 10_000, anchor: page.anchor })
  }
}

describe('a store whose process is killed', () => {
  it('has every acknowledged sample once', { timeout: 120_000 }, async () => {
    let trial = 0
    const kills = fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 3, maxLength: 3 })
    const property = fc.asyncProperty(kills, async (points) => {
      const file = join(folder, `${trial++}.db`)
      const acknowledged = new Set<number>()
      let next = 1
      for (const point of points) {
        for (const number of await writeAndKill(file, next, point)) acknowledged.add(number)
        const store = openStore({ file, clock: () => base, random: seededRandom(trial) })
        const stored = await numbersIn(store)
        await store.close()
        next = Math.max(...stored, next) + 1
        const kept = new Set(stored)
        expect(kept.size).toBe(stored.length)
        const lost = [...acknowledged].filter((number) => !kept.has(number))
        expect(lost).toEqual([])
      }
    })
    await fc.assert(property, { numRuns: 4 })
  })
})
