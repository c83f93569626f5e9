import { expect, test } from 'vitest'
import type { LiveMessage } from '../../dashboard/src/live/live-state.js'
import { followStream, type StreamState } from '../../dashboard/src/stream.js'
import { createFakeBrowser } from './fake-browser.js'

const follow = () => {
  const browser = createFakeBrowser()
  const messages: LiveMessage[] = []
  const states: StreamState[] = []
  const stream = followStream('/live', browser.parts, {
    onMessages: (some) => messages.push(...some),
    onState: (state) => states.push(state),
  })
  return { ...browser, messages, states, stream }
}

test('messages arrive in order, a few at a time, each with the time it came', () => {
  const { last, pass, messages } = follow()
  last()?.emit('sample', { value: 1 })
  pass(20)
  last()?.emit('session', null)
  expect(messages).toEqual([])
  pass(50)
  expect(messages).toEqual([
    { event: 'sample', data: { value: 1 }, receivedAt: 1_000_000 },
    { event: 'session', data: null, receivedAt: 1_000_020 },
  ])
})

test('many messages at once do not wait', () => {
  const { last, messages } = follow()
  for (let count = 0; count < 501; count += 1) last()?.emit('sample', { value: count })
  expect(messages.length).toBe(500)
})

test('a message that is not JSON is dropped', () => {
  const { last, pass, messages } = follow()
  last()?.emitText('sample', '{')
  pass(50)
  expect(messages).toEqual([])
})

test('a lost connection is tried again, later and later, until it stands', () => {
  const { last, pass, states, streams } = follow()
  last()?.emit('open')
  last()?.emit('error')
  expect(streams[0]?.isClosed()).toBe(true)
  pass(500)
  last()?.emit('error')
  pass(999)
  expect(streams.length).toBe(2)
  pass(1)
  expect(streams.length).toBe(3)
  last()?.emit('open')
  last()?.emit('error')
  pass(500)
  expect(streams.length).toBe(4)
  expect(states).toEqual(['connecting', 'open', 'interrupted', 'interrupted', 'open', 'interrupted'])
})

test('a retry does not wait, and the waiting attempt is off', () => {
  const { last, pass, streams, stream } = follow()
  last()?.emit('error')
  stream.retry()
  pass(60_000)
  expect(streams.length).toBe(2)
})

test('a closed stream stays closed', () => {
  const { last, pass, streams, stream } = follow()
  last()?.emit('error')
  stream.close()
  pass(60_000)
  expect(streams.length).toBe(1)
})

test('an old connection that fails late does not disturb the new one', () => {
  const { streams, pass, stream } = follow()
  stream.retry()
  streams[0]?.emit('error')
  pass(60_000)
  expect(streams.length).toBe(2)
})
