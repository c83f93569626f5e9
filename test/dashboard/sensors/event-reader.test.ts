import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEvents, type ServerEvent } from '../../../dashboard/src/sensors/event-reader.js'

const streamOf = (chunks: readonly Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })

const textOf = (events: readonly ServerEvent[]) =>
  events.map(({ event, data }) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n:\n\n`).join('')

const collect = async (stream: ReadableStream<Uint8Array>) => {
  const events: ServerEvent[] = []
  for await (const event of readEvents(stream)) events.push(event)
  return events
}

test('events are read however they are cut into pieces', async () => {
  const events = fc.array(fc.record({ event: fc.constantFrom('near', 'value'), data: fc.jsonValue() }))
  await fc.assert(
    fc.asyncProperty(events, fc.integer({ min: 1, max: 50 }), async (wanted, size) => {
      const bytes = new TextEncoder().encode(textOf(wanted))
      const count = Math.ceil(bytes.length / size)
      const chunks = Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size))
      expect(JSON.stringify(await collect(streamOf(chunks)))).toBe(JSON.stringify(wanted))
    }),
  )
})

test('who has heard enough lets the stream go', async () => {
  let isCancelled = false
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('data: 1\n\n')),
    cancel: () => {
      isCancelled = true
    },
  })
  for await (const { event, data } of readEvents(stream)) {
    expect([event, data]).toEqual(['message', 1])
    break
  }
  expect(isCancelled).toBe(true)
})
