import { expect, it } from 'vitest'
import { bytesOf, LineBatch, type Lines } from '../../../src/influx/protocol/line-batch.js'

const text = (lines: Lines, from = 0, to = lines.ends.length) => Buffer.from(bytesOf(lines, from, to)).toString()
const head = Buffer.from('heartRate,user=zoë value=')

it('holds lines, and points by their value', () => {
  const batch = new LineBatch()
  batch.addLine('note text="naïve 🚴" 1')
  batch.beginPoint(head, 142.5)
  batch.endPoint(',workout="ü"', 2)
  expect(batch.length).toBe(2)
  expect(text(batch.take(2))).toBe('note text="naïve 🚴" 1\nheartRate,user=zoë value=142.5,workout="ü" 2')
})

it('gives out a part, and keeps the rest', () => {
  const batch = new LineBatch()
  for (const line of ['a', 'b', 'c']) batch.addLine(line)
  const first = batch.take(2)
  batch.addLine('d')
  expect([text(first), text(batch.take(9)), batch.length]).toEqual(['a\nb', 'c\nd', 0])
  expect([text(first, 1, 2), text(first, 0, 0)]).toEqual(['b', ''])
})

it('grows as far as it has to', () => {
  const batch = new LineBatch()
  const lines = Array.from({ length: 3_000 }, (_, at) => `heartRate,user=me value=${at} ${at}`)
  batch.addLine('x'.repeat(10_000))
  for (const at of lines.keys()) {
    batch.beginPoint(Buffer.from('heartRate,user=me value='), at)
    batch.endPoint('', at)
  }
  expect(text(batch.take(5_000)).split('\n').slice(1)).toEqual(lines)
})
