import { expect, it } from 'vitest'
import { Outbox } from '../../../devices/mqtt/outbox.js'

const begin = (topicsMax = 10) => {
  const sent: string[] = []
  const dones: (() => void)[] = []
  const outbox = new Outbox({
    send: (topic, { payload }, done) => {
      sent.push(`${topic} ${payload}`)
      dones.push(done)
    },
    inFlightMax: 2,
    topicsMax,
  })
  const offer = (topic: string, payload: string, retain = false) => outbox.offer(topic, { payload, retain })
  return { outbox, sent, dones, offer }
}

it('keeps the newest of each topic while the broker is away', () => {
  const { outbox, sent, offer } = begin()
  offer('a', '1')
  offer('a', '2')
  offer('b', '1')
  expect(sent).toEqual([])
  outbox.open()
  expect(sent).toEqual(['a 2', 'b 1'])
})

it('sends no more than a few at a time, and then the newest', () => {
  const { outbox, sent, dones, offer } = begin()
  outbox.open()
  for (const topic of ['a', 'b', 'c', 'd']) offer(topic, '1')
  offer('c', '2')
  expect(sent).toEqual(['a 1', 'b 1'])
  dones[0]?.()
  expect(sent).toEqual(['a 1', 'b 1', 'c 2'])
  expect(outbox.figures()).toEqual({ publishing: 2, waiting: 1, dropped: 0 })
})

it('sends what is retained again after every reconnection, and what is not never', () => {
  const { outbox, sent, dones, offer } = begin()
  outbox.open()
  offer('state', '1', true)
  offer('command', '1')
  for (const done of dones.splice(0)) done()
  outbox.shut()
  outbox.open()
  expect(sent).toEqual(['state 1', 'command 1', 'state 1'])
})

it('forgets a retained topic that is taken back', () => {
  const { outbox, sent, dones, offer } = begin()
  outbox.open()
  offer('state', '1', true)
  offer('state', '', true)
  for (const done of dones.splice(0)) done()
  outbox.shut()
  sent.length = 0
  outbox.open()
  expect(sent).toEqual([])
})

it('loses the topic that waited longest when it is full', () => {
  const { outbox, sent, offer } = begin(2)
  for (const topic of ['a', 'b', 'c']) offer(topic, '1', true)
  outbox.open()
  expect(sent).toEqual(['b 1', 'c 1'])
  expect(outbox.figures()).toMatchObject({ dropped: 1 })
})
