import { expect, test } from 'vitest'
import { emptyLive, type LiveState, reduceLive } from '../../../dashboard/src/live/live-state.js'
import { liveRide } from '../rides.js'

const after = (...messages: readonly (readonly [event: string, data: unknown])[]): LiveState =>
  messages.reduce(
    (state, [event, data], index) => reduceLive(state, { event, data, receivedAt: index * 1000 }),
    emptyLive,
  )

test('the first word about the session makes it known that there is none', () => {
  expect(after(['session', null])).toMatchObject({ known: true, session: null })
  expect(emptyLive.known).toBe(false)
})

test('samples are kept by type', () => {
  const state = after(
    ['sample', { type: 'heartRate', value: 140, unit: 'count/min', device: 'strap' }],
    ['sample', { type: 'cyclingPower', value: 200, unit: 'W' }],
    ['sample', { type: 'heartRate', value: null, unit: 'count/min' }],
  )
  expect(state.readings.heartRate).toMatchObject({ value: 140, device: 'strap', lost: true })
  expect(state.readings.cyclingPower).toMatchObject({ value: 200, lost: false })
})

test('a session that ends before our eyes is remembered as finished', () => {
  expect(after(['session', liveRide()], ['session', liveRide({ state: 'ended' })])).toMatchObject({
    session: null,
    finished: 'ride',
  })
  expect(after(['session', liveRide()], ['session', null], ['session', null]).finished).toBe('ride')
  expect(after(['session', liveRide({ state: 'ended' })]).finished).toBeUndefined()
})

test('the next session clears what is finished', () => {
  const state = after(['session', liveRide()], ['session', null], ['session', liveRide({ id: 'next' })])
  expect(state.finished).toBeUndefined()
})

test('a change of zone is of the session that it names, and of its type alone', () => {
  const before = liveRide({ currentZones: { heartRate: 1, cyclingPower: 2 }, zones: { heartRate: [{ seconds: 1 }] } })
  const zones = [{ seconds: 5 }]
  const change = { session: 'ride', type: 'heartRate', from: 1, to: null, at: 'x', zones }
  const { session } = after(['session', before], ['zone', change])
  expect(session).toMatchObject({
    currentZones: { heartRate: undefined, cyclingPower: 2 },
    zones: { heartRate: zones },
  })
  expect(after(['session', before], ['zone', { ...change, session: 'other' }]).session).toEqual(before)
})

test('a change of source is kept with when it was told', () => {
  const change = { type: 'heartRate', from: { source: 'strap' }, to: { source: 'watch' }, at: 'x', reason: 'stale' }
  expect(after(['source', change]).handovers).toEqual({ heartRate: { ...change, receivedAt: 0 } })
})

test('a sensor whose link is well again has no error any more', () => {
  const state = after(
    ['device', { id: 'strap', state: 'waiting', lastError: { detail: 'refused' } }],
    ['device', { id: 'strap', state: 'streaming' }],
    ['device', { id: 'strap', battery: 80 }],
  )
  expect(state.devices.strap).toEqual({ id: 'strap', state: 'streaming', battery: 80 })
})

test('what a device says adds to what is known of it', () => {
  const state = after(
    ['device', { id: 'strap', name: 'Strap', status: 'online' }],
    ['device', { id: 'strap', status: 'offline', battery: 80 }],
  )
  expect(state.devices.strap).toEqual({ id: 'strap', name: 'Strap', status: 'offline', battery: 80 })
})

test('messages of other kinds change nothing', () => {
  expect(after(['rings', { move: 1 }], ['sample', 'x'], ['device', null])).toEqual(emptyLive)
})
