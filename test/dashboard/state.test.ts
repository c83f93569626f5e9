import { expect, test } from 'vitest'
import { createApi } from '../../dashboard/src/api.js'
import { createState } from '../../dashboard/src/state.js'
import { createFakeBrowser } from './fake-browser.js'
import { liveRide, rideTime } from './rides.js'

type Answer = (method: string, path: string, body: unknown) => Response

const users = { items: [{ id: 'anna' }, { id: 'me' }] }

const usual: Answer = (method, path) => {
  if (path === '/v1/users') return Response.json(users)
  if (method === 'POST') return Response.json(liveRide({ state: 'paused' }))
  if (path.includes('/samples?type=heartRate'))
    return Response.json({ items: [{ uuid: 'a', start: rideTime(1), value: 99, source: 'strap' }] })
  return Response.json({ items: [] })
}

const openPage = async (answer: Answer = usual) => {
  const browser = createFakeBrowser()
  const asked: string[] = []
  const kept = new Map<string, string>()
  const api = createApi(async (url, init) => {
    const method = init?.method ?? 'GET'
    asked.push(`${method} ${url} ${String(init?.body ?? '')}`.trim())
    return answer(method, url, init?.body)
  })
  const memory = {
    read: (key: string) => kept.get(key) ?? null,
    write: (key: string, value: string) => kept.set(key, value),
  }
  const state = createState({ api, stream: browser.parts, memory })
  await state.open()
  const say = (event: string, data: unknown) => {
    browser.last()?.emit(event, data)
    browser.pass(50)
  }
  return { ...browser, state, asked, kept, say }
}

test('the page follows `me` first, and who was picked the next time', async () => {
  const { state, last, kept } = await openPage()
  expect(last()?.url).toBe('/v1/users/me/live')
  state.watch('anna')
  expect(last()?.url).toBe('/v1/users/anna/live')
  expect(kept.get('vitald.user')).toBe('anna')
})

test('a ride that runs already brings the part that has been ridden', async () => {
  const { state, say } = await openPage()
  say('session', liveRide())
  say('sample', { type: 'heartRate', value: 141, unit: 'count/min', at: rideTime(100) })
  await expect.poll(() => state.ride.lines().heartRate.values).toEqual([99, 141])
})

test('what the live messages left out is read every ten seconds', async () => {
  const { state, say, last, pass, asked } = await openPage()
  last()?.emit('open')
  say('session', liveRide())
  const reads = () => asked.filter((line) => line.includes('type=heartRate'))
  await expect.poll(() => state.ride.lines().heartRate.values).toEqual([99])
  pass(9000)
  expect(reads().length).toBe(1)
  pass(1000)
  expect(reads().length).toBe(2)
  expect(reads().at(-1)).toContain(encodeURIComponent(rideTime(1)))
})

test('a command goes to the session, and its answer is shown', async () => {
  const { state, say, asked } = await openPage()
  say('session', liveRide())
  await state.send('pause')
  expect(asked).toContain('POST /v1/users/me/sessions/ride/events {"event":"pause"}')
  expect(state.session.value?.state).toBe('paused')
  expect(state.announcement.value).toBe('Workout paused')
})

test('what the state does not allow is not asked for', async () => {
  const { state, asked } = await openPage()
  await state.send('pause')
  expect(asked.filter((line) => line.startsWith('POST'))).toEqual([])
})

test('the end is asked for twice', async () => {
  const { state, say, asked } = await openPage()
  say('session', liveRide())
  state.request('finish')
  expect(state.dialog.value).toBe('end')
  expect(asked.filter((line) => line.startsWith('POST'))).toEqual([])
})

test('a workout starts with what was chosen', async () => {
  const { state, asked, kept } = await openPage()
  state.choose({ activityType: 'running', location: 'outdoor' })
  await state.send('start')
  expect(asked).toContain('POST /v1/users/me/sessions {"activityType":"running","location":"outdoor"}')
  expect(kept.get('vitald.start')).toBe('running outdoor')
})

test('a plan that was chosen is asked for by its id, and is not another person’s', async () => {
  const { state, asked } = await openPage()
  state.choose({ activityType: 'cycling', location: 'indoor', plan: 'hills' })
  await state.send('start')
  expect(asked).toContain('POST /v1/users/me/sessions {"activityType":"cycling","location":"indoor","plan":"hills"}')
  state.watch('anna')
  expect(state.choice.value.plan).toBeUndefined()
})

test('a refusal is told with its text', async () => {
  const refuse: Answer = (method, path, body) =>
    method === 'POST'
      ? Response.json({ detail: 'another workout is running' }, { status: 409 })
      : usual(method, path, body)
  const { state } = await openPage(refuse)
  await state.send('start')
  expect(state.problem.value).toBe('another workout is running')
  expect(state.busy.value).toBe(false)
})

test('without a sign-in the page says so and follows nothing', async () => {
  const { state, streams } = await openPage(() => Response.json({ detail: 'sign in' }, { status: 401 }))
  expect(state.access.value).toBe('denied')
  expect(state.problem.value).toBeUndefined()
  expect(streams).toEqual([])
})

test('a sign-in that is lost during the stream is noticed', async () => {
  let isSignedIn = true
  const { state, last, pass, streams } = await openPage((...asked) =>
    isSignedIn ? usual(...asked) : Response.json({}, { status: 401 }),
  )
  last()?.emit('open')
  isSignedIn = false
  last()?.emit('error')
  await expect.poll(() => state.access.value).toBe('denied')
  pass(60_000)
  expect(streams.length).toBe(1)
})

test('a server that is not up yet is waited for', async () => {
  let isUp = false
  const { state, pass } = await openPage((...asked) => {
    if (!isUp) throw new TypeError('failed to fetch')
    return usual(...asked)
  })
  expect(state.problem.value).toBe('vitald cannot be reached.')
  isUp = true
  pass(3000)
  await expect.poll(() => state.access.value).toBe('granted')
  await expect.poll(() => state.problem.value).toBeUndefined()
})

test('after an interruption the ridden part is read again', async () => {
  const { state, say, last, pass, asked } = await openPage()
  last()?.emit('open')
  say('session', liveRide())
  const reads = () => asked.filter((line) => line.includes('type=heartRate')).length
  expect(reads()).toBe(1)
  last()?.emit('error')
  expect(state.connection.value).toBe('interrupted')
  pass(500)
  last()?.emit('open')
  expect(reads()).toBe(2)
  expect(state.announcement.value).toBe('Connected again')
})
