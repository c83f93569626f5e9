import { radio } from './air.js'
import { type Daemon, startDaemon } from './daemon.js'
import type { Silence } from './gaps.js'
import { endWorkout, type RecordedWorkout, startWorkout, stateOf, unexplained } from './record.js'
import { type Scene, scenes } from './scenes.js'
import { pairSensors, type SensorName, type Sensors } from './sensors.js'
import { seconds } from './waiting.js'

const heartRate = 140
const power = 200
// The emulated machine is slow at times: a reading a second may come two seconds late.
const gapMs = 4_500
const began = Date.now()
let faults = 0

function say(text: string): void {
  process.stdout.write(`${((Date.now() - began) / 1_000).toFixed(1).padStart(7)}  ${text}\n`)
}

function check(what: string, holds: boolean): void {
  if (!holds) faults += 1
  say(`${holds ? 'ok     ' : 'FAILED '} ${what}`)
}

interface Ride {
  readonly daemon: Daemon
  readonly sensors: Sensors
  readonly workout: string
  readonly excuses: Readonly<Record<SensorName, Silence[]>>
}

/** What a night of reconnects must not let grow. */
const sizes = async ({ daemon, sensors }: Pick<Ride, 'daemon' | 'sensors'>) => {
  await sensors.streaming(['strap', 'bike'], Date.now(), 60)
  return {
    'match rules': await daemon.figure('vitald_bluetooth_radio_match_rules'),
    'bus connections': await daemon.figure('vitald_bluetooth_radio_bus_connections'),
    listeners: await daemon.figure('vitald_bluetooth_radio_listeners'),
    'resident MB': Math.round((await daemon.memory()) / 1_024),
  }
}

async function play({ daemon, sensors, workout, excuses }: Ride, { name, hits, harm, within }: Scene): Promise<void> {
  const from = Date.now()
  await harm()
  const whole = Date.now()
  const isBack = await sensors.streaming(hits, whole, within).then(
    () => true,
    () => false,
  )
  const to = Date.now()
  for (const sensor of hits) excuses[sensor].push({ from, to })
  check(`${name}: streaming ${((to - whole) / 1_000).toFixed(1)} s after the air was whole (bar ${within} s)`, isBack)
  check(`${name}: the workout runs`, (await stateOf(daemon, workout)) === 'running')
  await seconds(3)
}

const reconnects = (count: number): Scene => ({
  name: `${count} reconnects`,
  hits: ['strap'],
  harm: async () => {
    for (let time = 0; time < count; time += 1) {
      await radio('hrm drop')
      await reconnected()
    }
  },
  within: 20,
})
let reconnected = (): Promise<void> => Promise.resolve()

const isSteady = ({ statistics }: RecordedWorkout, type: string, value: number): boolean =>
  statistics[type]?.min === value && statistics[type]?.max === value

const text = (silences: readonly Silence[], from: number): string =>
  silences
    .map((gap) => `${((gap.from - from) / 1_000).toFixed(0)}–${((gap.to - from) / 1_000).toFixed(0)} s`)
    .join(', ')

async function judge({ daemon, excuses }: Ride, record: RecordedWorkout): Promise<void> {
  const span = { from: Date.parse(record.start), to: Date.parse(record.end) }
  for (const [type, sensor] of [
    ['heartRate', 'strap'],
    ['cyclingPower', 'bike'],
  ] as const) {
    const found = await unexplained(daemon, type, { span, excuses: excuses[sensor], least: gapMs })
    say(`${type}: ${found.readings} seconds with a reading, gaps at ${text(found.gaps, span.from)}`)
    check(`${type}: every gap is a fault's${text(found.unexplained, span.from)}`, found.unexplained.length === 0)
  }
  check('heart rate is what the strap said, and nothing else', isSteady(record, 'heartRate', heartRate))
  check('power is what the bike said, and nothing else', isSteady(record, 'cyclingPower', power))
  check('the record has no pause', record.events.length === 0 && Math.abs(record.total - record.elapsed) < 0.001)
}

async function ride(daemon: Daemon, [count = '100', ...only]: readonly string[]): Promise<void> {
  await radio(`hrm bpm ${heartRate}`)
  await radio(`bike watts ${power}`)
  const sensors = await pairSensors(daemon)
  await sensors.streaming(['strap', 'bike'], Date.now(), 60)
  for (const sensor of ['strap', 'bike'] as const) say(JSON.stringify(await sensors.show(sensor)))
  const workout = await startWorkout(daemon)
  const course: Ride = { daemon, sensors, workout, excuses: { strap: [], bike: [] } }
  await seconds(10)
  const before = await sizes(course)
  reconnected = () => sensors.streaming(['strap'], Date.now(), 60)
  const all = [...scenes, reconnects(Number(count))]
  const wanted = all.filter(({ name }) => only.length === 0 || only.includes(name))
  if (wanted.length < only.length || !Number.isInteger(Number(count)))
    throw new Error(`there are the scenes ${all.map(({ name }) => `"${name}"`).join(', ')}`)
  for (const scene of wanted) await play(course, scene)
  const after = await sizes(course)
  await judge(course, await endWorkout(daemon, workout))
  say(`before ${JSON.stringify(before)}`)
  say(`after  ${JSON.stringify(after)}`)
  for (const name of ['match rules', 'bus connections', 'listeners'] as const)
    check(`${name}: ${after[name]}, as before`, after[name] === before[name])
  check('the daemon was never restarted', !daemon.hasEnded())
}

const daemon = await startDaemon()
try {
  await ride(daemon, process.argv.slice(2))
} catch (error) {
  check(String(error), false)
} finally {
  if (faults > 0) process.stdout.write(`${daemon.log().slice(-60).join('\n')}\n`)
  await daemon.stop()
}
say(faults === 0 ? 'the record has the gaps and nothing else' : `${faults} checks failed`)
process.exitCode = faults === 0 ? 0 : 1
