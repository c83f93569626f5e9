import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Daemon, startDaemon } from '../setup/daemon.js'
import { recordOf, samplesOf, workoutsOf } from './api.js'

const ride = `${process.cwd()}/test/fixtures/workouts/outdoor-three-pauses.fit`
const types = ['cyclingPower', 'cyclingCadence', 'cyclingSpeed', 'distanceCycling']
const kills = [0.15, 0.4, 0.75]

let daemon: Daemon

beforeAll(async () => {
  daemon = await startDaemon()
})

afterAll(async () => {
  await daemon.close()
})

const wear = (user: string, speed: string) =>
  daemon.run('simulate', 'watch', '--workout', ride, '--speed', speed, '--device', `watch-${user}`, '--user', user)

const storedShare = async (user: string, whole: number): Promise<number> => {
  const samples = await samplesOf(daemon, user, 'cyclingPower').catch(() => [])
  return samples.length / whole
}

const readings = async (user: string) =>
  Object.fromEntries(
    await Promise.all(
      types.map(async (type) => {
        const samples = await samplesOf(daemon, user, type)
        return [type, samples.map(({ start, end, value }) => ({ start, end, value }))] as const
      }),
    ),
  )

describe('the engine, killed in the middle of a ride', () => {
  it('goes on with it, and the record is that of the ride never interrupted', async () => {
    expect(await wear('whole', '0')).toMatchObject({ status: 0 })
    const whole = await samplesOf(daemon, 'whole', 'cyclingPower')

    const worn = wear('broken', '900')
    for (const share of kills) {
      await expect.poll(() => storedShare('broken', whole.length), { timeout: 60_000 }).toBeGreaterThan(share)
      await daemon.stop('SIGKILL')
      await daemon.start()
    }
    expect(await worn).toMatchObject({ status: 0 })

    const [uninterrupted] = await workoutsOf(daemon, 'whole')
    const [interrupted] = await workoutsOf(daemon, 'broken')
    if (uninterrupted === undefined || interrupted === undefined) throw new Error('a ride left no workout')
    expect(recordOf(interrupted)).toEqual(recordOf(uninterrupted))
    expect(await readings('broken')).toEqual(await readings('whole'))
  })
})
