import { expect, it } from 'vitest'
import { createOrderedAcks } from '../../../devices/mqtt/ordered-acks.js'

const turn = () => new Promise((resolve) => setImmediate(resolve))

it('acknowledges in the order of arrival, those of one turn in one write', async () => {
  const writes: number[][] = []
  const acks = createOrderedAcks((packets) => writes.push([...packets]))
  const [one, two, three] = [acks.take(1), acks.take(2), acks.take(0x1234)]
  three()
  await turn()
  expect(writes).toEqual([])
  one()
  await turn()
  expect(writes).toEqual([[0x40, 2, 0, 1]])
  two()
  await turn()
  expect(writes[1]).toEqual([0x40, 2, 0, 2, 0x40, 2, 0x12, 0x34])
})
