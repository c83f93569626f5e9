import { connectAsync, type MqttClient } from 'mqtt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Daemon, startDaemon } from '../../setup/daemon.js'

const credential = z.object({ username: z.string(), password: z.string() })
const session = z.object({ id: z.string(), state: z.string(), recorder: z.string(), elapsed: z.number() })
const heard: unknown[] = []

let daemon: Daemon
beforeAll(async () => {
  daemon = await startDaemon()
})
afterAll(() => daemon.close())

const add = async (device: string): Promise<MqttClient> => {
  const { body } = await daemon.send('POST', '/v1/devices', { device, user: 'me' })
  const client = await connectAsync(daemon.mqtt, { ...credential.parse(body), reconnectPeriod: 0 })
  client.on('message', (_, payload) => heard.push(JSON.parse(String(payload))))
  await client.subscribeAsync(`vitald/devices/${device}/command`, { qos: 1 })
  return client
}
const say = (client: MqttClient, device: string, topic: string, content: object) =>
  client.publishAsync(`vitald/devices/${device}/${topic}`, JSON.stringify(content), { qos: 1 })

const active = async () => session.parse(await daemon.get('/v1/users/me/sessions/active'))

describe('a recorder that dies in the middle of a ride', () => {
  const start = Date.now() - 50_000
  const samples = (from: number, to: number) => ({
    samples: Array.from({ length: to - from }, (_, index) => ({
      ...{ type: 'heartRate', unit: 'count/min', value: 120 },
      start: start + (from + index) * 1_000,
    })),
  })
  const ride = { event: 'start', activityType: 'cycling', location: 'indoor' }

  it('is replaced by another one, and the ride goes on as one', async () => {
    const [first, second] = [await add('watch-a'), await add('watch-b')]
    await say(first, 'watch-a', 'workout', { ...ride, at: start, id: 'begin' })
    await say(first, 'watch-a', 'samples', samples(0, 20))
    await say(first, 'watch-a', 'workout', { event: 'lap', at: start + 10_000, id: 'lap-1' })
    const { id } = await active()
    first.stream.destroy()

    await say(second, 'watch-b', 'workout', { ...ride, takeOver: true, id: 'over' })
    expect(await active()).toMatchObject({ id, state: 'running', recorder: 'watch-b' })
    await daemon.stop('SIGKILL')
    await daemon.start()
    const again = await connectAsync(daemon.mqtt, { ...second.options, reconnectPeriod: 0 })
    await say(again, 'watch-b', 'workout', { ...ride, takeOver: true, id: 'over' })
    expect(await active()).toMatchObject({ id, recorder: 'watch-b' })
    await say(again, 'watch-b', 'samples', samples(30, 45))
    await say(again, 'watch-b', 'workout', { event: 'lap', at: start + 30_000, id: 'lap-2' })
    for (let time = 0; time < 2; time += 1)
      await say(again, 'watch-b', 'workout', { event: 'finish', at: start + 44_000, id: 'finish' })
    const record = await daemon.get(`/v1/users/me/workouts/${id}`)
    expect(record).toMatchObject({
      elapsed: 44,
      sources: ['watch-a', 'watch-b'],
      laps: [{ elapsed: 10 }, { elapsed: 20 }, { elapsed: 14 }],
      statistics: { heartRate: { count: 35 } },
    })
    await again.endAsync()
    await second.endAsync(true)
  })

  it('hears why when another start replaces what it records', async () => {
    const watch = await add('watch-c')
    await say(watch, 'watch-c', 'workout', ride)
    const { id } = await active()
    const started = await daemon.run('workout', 'start', 'running', '--on-conflict', 'replace', '--json')
    expect(JSON.parse(started.out)).toMatchObject({ activityType: 'running', replaced: [id] })
    await expect.poll(() => heard).toContainEqual({ event: 'sessionFailure', id, code: 'anotherWorkoutSessionStarted' })
    expect(await daemon.get(`/v1/users/me/workouts/${id}`)).toMatchObject({ activityType: 'cycling' })
    await daemon.run('workout', 'discard')
    await watch.endAsync()
  })
})
