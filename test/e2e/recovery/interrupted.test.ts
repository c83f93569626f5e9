import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { type Daemon, startDaemon } from '../../setup/daemon.js'

const session = z.object({
  id: z.string(),
  interruptions: z.array(z.object({ start: z.string(), end: z.string() })).optional(),
})

let daemon: Daemon
beforeAll(async () => {
  daemon = await startDaemon()
})
afterAll(() => daemon.close())

const url = '/v1/users/me'
const start = Math.floor(Date.now() / 1_000) * 1_000 - 55_000
const save = (from: number, to: number) =>
  daemon.send('POST', `${url}/samples`, {
    samples: Array.from({ length: to - from }, (_, index) => ({
      ...{ type: 'heartRate', unit: 'count/min', value: 120, start: start + (from + index) * 1_000 },
    })),
  })
const active = async () => session.parse(await daemon.get(`${url}/sessions/active`))
const command = (id: string, body: object) => daemon.send('POST', `${url}/sessions/${id}/events`, body)

it('a ride that is killed goes on, names the gap, and takes no command twice', async () => {
  const ride = { activityType: 'cycling', location: 'indoor', start, id: 'start' }
  await daemon.send('POST', `${url}/sessions`, ride)
  await save(0, 21)
  const { id, interruptions: before } = await active()
  expect(before).toBeUndefined()
  await command(id, { event: 'marker', id: 'marker' })
  await command(id, { event: 'lap', at: start + 10_000, id: 'lap' })
  await daemon.stop('SIGKILL')
  await daemon.start()

  expect((await daemon.send('POST', `${url}/sessions`, ride)).body).toMatchObject({ id })
  const { body } = await command(id, { event: 'marker', id: 'marker' })
  expect(body).toMatchObject({ events: [{ event: 'lap' }, { event: 'marker' }] })
  const { status, body: finished } = await command(id, { event: 'end', id: 'end' })
  expect(status).toBe(200)
  await daemon.stop('SIGKILL')
  await daemon.start()
  expect((await command(id, { event: 'end', id: 'end' })).body).toMatchObject({ id, state: 'ended' })
  expect(finished).toMatchObject({ laps: [{ elapsed: 10 }, {}] })
})

it('a gap is named from the newest reading until the engine was back, unless it is filled', async () => {
  const { body } = await daemon.send('POST', `${url}/sessions`, { activityType: 'rowing', start: start + 30_000 })
  const { id } = session.parse(body)
  await save(31, 36)
  await daemon.stop('SIGKILL')
  await daemon.start()
  const [gap, ...others] = (await active()).interruptions ?? []
  expect(others).toEqual([])
  expect(gap?.start).toBe(new Date(start + 35_000).toISOString())
  const back = Math.ceil((Date.parse(gap?.end ?? '') - start) / 1_000)
  expect(back).toBeGreaterThan(38)
  await save(36, 45)
  expect((await active()).interruptions).toEqual([{ start: new Date(start + 44_000).toISOString(), end: gap?.end }])
  await save(45, back + 1)
  expect((await active()).interruptions).toBeUndefined()
  await command(id, { event: 'discard' })
})
