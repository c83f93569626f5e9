import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { demoAthlete } from '../../simulators/athlete.js'
import { createRandom, seedFor } from '../../simulators/seed.js'
import { simulatedRide } from '../../simulators/simulated-ride.js'
import { wearRide } from '../../simulators/watch.js'
import { type Daemon, startDaemon } from '../setup/daemon.js'
import { figuresOf, recordOf, samplesOf, workoutsOf } from './api.js'
import { createNewcomers, createTypist, keepGoing } from './stubborn-clients.js'

// `VITALD_TEST_KILLS=200 VITALD_TEST_SEED=7 npx vitest run test/e2e/random-kills.test.ts` is the long form.
const kills = Number(process.env.VITALD_TEST_KILLS ?? 12)
const seed = Number(process.env.VITALD_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31))
const lifeMs = { least: 50, most: 800 }
// About what a life and a start take, so that rides last until the last kill.
const turnMs = 1_500
const minutes = 20
const riders = ['ann', 'ben', 'cleo']
const types = ['heartRate', 'cyclingPower', 'distanceCycling']
const credential = z.object({ username: z.string(), password: z.string() })

const rideStart = Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000
const random = (purpose: string) => createRandom(seedFor(seed, purpose))
let daemon: Daemon

beforeAll(async () => {
  daemon = await startDaemon()
  for (const id of ['whole', ...riders, 'typist', 'novice']) await daemon.send('POST', '/v1/users', { id })
})

afterAll(async () => {
  await daemon.close()
})

/** A watch for everybody, who get them before anybody is killed: an answer that is lost with a kill is not given again. */
const watchOf = async (user: string) => {
  const device = `watch-${user}`
  const { username, password } = credential.parse((await daemon.send('POST', '/v1/devices', { device, user })).body)
  return { device, user, username, password }
}
type RiderWatch = Awaited<ReturnType<typeof watchOf>>

/** The same ride for everybody; spread over the kills, or at once. */
async function ride(watch: RiderWatch, speed: number) {
  return wearRide({
    ...{ ...watch, speed, seed: 1, retryMs: 400 },
    url: daemon.mqtt,
    ride: simulatedRide({ seed: 1, minutes, start: rideStart, athlete: demoAthlete }),
    clock: () => Date.now(),
    sleep: (ms) => pause(ms),
  })
}

const readingsOf = async (user: string, type: string) => {
  const samples = await samplesOf(daemon, user, type)
  return samples.map(({ start, end, value }) => ({ start, end, value }))
}

const startsOf = async (user: string): Promise<number[]> =>
  (await samplesOf(daemon, user, 'heartRate')).map(({ start }) => Date.parse(String(start)))

const sorted = (starts: Iterable<number>): number[] => [...starts].sort((a, b) => a - b)

/** How far the ledger is off: received less all that became of it. */
async function imbalance(): Promise<number> {
  const figures = await figuresOf(daemon)
  const count = (name: string): number =>
    [...figures].reduce((sum, [key, value]) => (key.startsWith(`vitald_readings_${name}`) ? sum + value : sum), 0)
  return count('received') - count('stored') - count('duplicate') - count('refused') - count('waiting')
}

async function killOften(): Promise<void> {
  const life = random('kills')
  for (let kill = 0; kill < kills; kill += 1) {
    await pause(lifeMs.least + life.next() * (lifeMs.most - lifeMs.least))
    expect(await imbalance()).toBe(0)
    await daemon.stop('SIGKILL')
    await daemon.start()
  }
}

describe(`the engine, killed ${kills} times at random (seed ${seed})`, () => {
  const typist = { random: random('typist'), from: rideStart }
  const newcomers = { random: random('newcomers'), from: rideStart - 30 * 86_400_000 }

  it('keeps all that it acknowledged, once, and its rides', { timeout: 120_000 + kills * 10_000 }, async () => {
    await ride(await watchOf('whole'), 0)
    const watches = await Promise.all(riders.map(watchOf))
    const [program, devices] = [createTypist(daemon, 'typist', typist), createNewcomers(daemon, 'novice', newcomers)]
    let isOver = false
    const going = [program.round, devices.round].map((round) => keepGoing(round, () => isOver))
    const speed = (minutes * 60_000) / (kills * turnMs)
    const rides = watches.map((watch) => ride(watch, speed))
    const killing = killOften().finally(() => {
      isOver = true
    })
    const [rounds] = await Promise.all([Promise.all(going), Promise.all(rides), killing])

    expect(Math.min(...rounds)).toBeGreaterThan(0)
    expect(await imbalance()).toBe(0)
    expect(await startsOf('typist')).toEqual(sorted(program.expected.kept))
    expect(await startsOf('novice')).toEqual(sorted(devices.kept))
    const known = z.object({ items: z.array(z.object({ id: z.string(), user: z.string().optional() })) })
    const { items } = known.parse(await daemon.get('/v1/devices'))
    const ofNovice = items.flatMap(({ id, user }) => (user === 'novice' ? [id] : []))
    expect(ofNovice.sort()).toEqual([...devices.owned].sort())
    const [uninterrupted] = await workoutsOf(daemon, 'whole')
    for (const user of riders) {
      const workouts = await workoutsOf(daemon, user)
      expect(workouts.map(recordOf)).toEqual(uninterrupted === undefined ? [] : [recordOf(uninterrupted)])
      for (const type of types) expect(await readingsOf(user, type)).toEqual(await readingsOf('whole', type))
    }
  })
})
