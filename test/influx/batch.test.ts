import { expect, it } from 'vitest'
import { writeBatch } from '../../src/influx/batch.js'
import { LineBatch } from '../../src/influx/protocol/line-batch.js'
import type { WriteAnswer, Writer } from '../../src/influx/writer.js'

const writer = (answer: (lines: readonly string[]) => WriteAnswer): Writer & { readonly kept: string[] } => {
  const kept: string[] = []
  return {
    kept,
    async write(body) {
      const lines = Buffer.from(body).toString().split('\n')
      const given = answer(lines)
      if (given.kind === 'written') kept.push(...lines)
      return given
    },
    close() {},
  }
}

const batch = (...lines: readonly string[]) => {
  const made = new LineBatch()
  for (const line of lines) made.addLine(line)
  return made.take(lines.length)
}

const refusing = (...bad: readonly string[]) =>
  writer((lines) => ({ kind: lines.some((line) => bad.includes(line)) ? 'refused' : 'written' }))

it('writes a batch in one go', async () => {
  expect(await writeBatch(refusing(), batch('a', 'b', 'c'))).toEqual({ written: 3, refused: 0, batches: 1 })
})

it('writes nothing when there is nothing', async () => {
  expect(await writeBatch(refusing(), batch())).toEqual({ written: 0, refused: 0, batches: 0 })
})

it('finds the points that the server never takes, and writes all others', async () => {
  const halving = refusing('c', 'f')
  expect(await writeBatch(halving, batch('a', 'b', 'c', 'd', 'e', 'f', 'g'))).toMatchObject({ written: 5, refused: 2 })
  expect(halving.kept).toEqual(['a', 'b', 'd', 'e', 'g'])
})

it('believes a server that says how many points it dropped', async () => {
  const dropping = writer(() => ({ kind: 'dropped', points: 2 }))
  expect(await writeBatch(dropping, batch('a', 'b', 'c'))).toEqual({ written: 1, refused: 2, batches: 1 })
})
