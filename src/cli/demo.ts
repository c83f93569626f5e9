import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { demoAthlete } from '../../simulators/athlete.js'
import type { Ride } from '../../simulators/ride.js'
import { simulatedRide } from '../../simulators/simulated-ride.js'
import type { Config } from '../config.js'
import type { Ambient, Engine } from './ambient.js'
import { type AnyCommand, CommandError, command } from './command.js'
import { type Client, createClient } from './daemon/client.js'
import { liveLine, runningWorkout } from './daemon/ride-progress.js'
import { configFlags, loadConfig } from './load-config.js'
import { numberFlag } from './number-flag.js'
import { createProgress, printJson } from './text/output.js'
import { workoutFields } from './text/workout-fields.js'
import { workoutText } from './text/workout-text.js'

const device = 'demo-watch'
const user = 'me'
const credential = z.object({ username: z.string(), password: z.string() })
const progressMs = 500

/** A simulated ride that never reaches into the future: faster than real time it begins that long ago. */
function rideOf({ minutes, speed, seed }: { minutes: number; speed: number; seed: number }, now: number): Ride {
  const start = speed === 1 ? now : now - minutes * 60_000
  return simulatedRide({ seed, minutes, start: Math.floor(start / 1000) * 1000, athlete: demoAthlete })
}

/** Shows the running workout until `isOver`; returns its id. */
async function follow(client: Client, ambient: Ambient, isOver: () => boolean): Promise<string | undefined> {
  const progress = createProgress(ambient)
  let id: string | undefined
  while (!isOver()) {
    const running = await runningWorkout(client, user)
    if (running !== undefined) progress.show(liveLine(running))
    id = running?.id ?? id
    await ambient.sleep(progressMs)
  }
  progress.end()
  return id
}

async function newestWorkout(client: Client): Promise<unknown> {
  const { items } = z
    .object({ items: z.array(z.unknown()) })
    .parse(await client.get(`/v1/users/${user}/workouts?limit=1`))
  if (items[0] === undefined) throw new CommandError('the ride left no workout')
  return items[0]
}

async function wear(engine: Engine, client: Client, ambient: Ambient, ride: Ride, speed: number, seed: number) {
  await client.patch(`/v1/users/${user}`, {
    functionalThresholdPower: demoAthlete.functionalThresholdPower,
    restingHeartRate: demoAthlete.restingHeartRate,
    maximumHeartRate: demoAthlete.maximumHeartRate,
  })
  const { username, password } = credential.parse(await client.post('/v1/devices', { device, user }))
  // Its libraries are heavy, and most commands need none of them.
  const { wearRide } = await import('../../simulators/watch.js')
  return wearRide({
    url: engine.broker,
    username,
    password,
    device,
    user,
    ride,
    speed,
    seed,
    clock: ambient.clock,
    sleep: ambient.sleep,
  })
}

async function rideOnce(
  engine: Engine,
  ambient: Ambient,
  ride: Ride,
  { speed, seed }: { speed: number; seed: number },
) {
  const client = createClient(engine.address, engine.token)
  let isOver = false
  const worn = wear(engine, client, ambient, ride, speed, seed).finally(() => {
    isOver = true
  })
  const [, report] = await Promise.all([follow(client, ambient, () => isOver), worn])
  return { workout: await newestWorkout(client), report }
}

/** A daemon on free ports, when the usual ones are taken: a demonstration is to run beside the real one. */
async function openBesides(config: Config, ambient: Ambient): Promise<Engine> {
  try {
    return await ambient.openEngine(config)
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('EADDRINUSE'))) throw error
    return ambient.openEngine({ ...config, http: { ...config.http, port: 0 }, mqtt: { ...config.mqtt, port: 0 } })
  }
}

const demoArgs = {
  speed: { type: 'string', default: '1', description: 'times real time', valueHint: 'factor' },
  minutes: { type: 'string', default: '20', description: 'length of the ride', valueHint: 'minutes' },
  seed: { type: 'string', default: '1', description: 'the same seed rides the same ride', valueHint: 'number' },
  keep: { type: 'boolean', description: 'keep the data folder' },
  stay: { type: 'boolean', description: 'keep running after the ride, until Ctrl-C' },
  json: { type: 'boolean', description: 'print the finished workout as the API gives it' },
  ...configFlags,
} as const

/** `vitald demo`: the whole engine on a throwaway folder, one simulated athlete, one interval workout. */
export const demoCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'demo',
    summary: 'Watch a simulated athlete ride an interval workout through the whole engine',
    example: 'vitald demo --speed 60 --minutes 10',
    args: demoArgs,
    async run(args) {
      const speed = numberFlag('speed', args.speed, { min: 0, max: 1e6 })
      const minutes = numberFlag('minutes', args.minutes, { min: 1, max: 1440 })
      const seed = numberFlag('seed', args.seed, { min: 0, max: 2 ** 32 - 1 })
      const folder = await mkdtemp(join(ambient.temporaryFolder, 'vitald-demo-'))
      const base = loadConfig(args, ambient, {
        name: 'demo',
        values: { ingest: { adopt: true }, ble: { enabled: false }, log: { level: 'warn' } },
      })
      const engine = await openBesides({ ...base, data: folder }, ambient)
      try {
        ambient.error.write(`vitald demo: ${minutes} minutes at ${speed} × real time\n  page  ${engine.signInLink()}\n`)
        const ridden = rideOnce(engine, ambient, rideOf({ minutes, speed, seed }, ambient.clock()), { speed, seed })
        const finished = await Promise.race([ridden, ambient.stopRequested])
        if (finished === undefined) return
        if (args.json) printJson(finished.workout, ambient)
        else ambient.out.write(workoutText(workoutFields.parse(finished.workout)))
        if (args.stay) await ambient.stopRequested
      } finally {
        await engine.close()
        if (args.keep) ambient.error.write(`data kept in ${folder}\n`)
        else await rm(folder, { recursive: true, force: true })
      }
    },
  })
