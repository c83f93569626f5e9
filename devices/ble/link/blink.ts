import { HealthError } from '../../../src/health/error.js'
import type { BluetoothAddress, Peripheral, RadioEvent } from '../radio/radio.js'
import type { Taken } from '../readings/sensor-reader.js'
import { adapterOf } from './air/hearings.js'
import type { BluetoothParts } from './bluetooth-parts.js'
import { asHealthError } from './health-error.js'
import { limits } from './limits.js'
import { aborted, within } from './patience.js'
import { createFlow } from './sensor/flow.js'
import { connect, resolve, subscribe } from './sensor/steps.js'
import type { Supervisor } from './supervisor.js'

export type Glance = Readonly<Record<string, number>>
const shown: ReadonlySet<string> = new Set(['heartRate', 'cyclingPower'])
// Values that nobody has taken yet, at most; the oldest go first.
const bound = 16

/** The heart rate and the power in what was taken. */
export const glanceOf = ({ readings }: Taken): Glance =>
  Object.fromEntries(
    readings.flatMap((each) => (each.kind === 'quantity' && shown.has(each.type) ? [[each.type, each.value]] : [])),
  )

export interface Blink {
  readonly address: BluetoothAddress
  readonly seconds: number
  readonly signal: AbortSignal
}

interface Glances extends AsyncIterable<Glance> {
  push(glance: Glance): void
  end(): void
}

const createGlances = (): Glances => {
  const waiting: Glance[] = []
  let wake = (): void => undefined
  let ended = false
  return {
    push(glance) {
      if (Object.keys(glance).length === 0) return
      waiting.push(glance)
      if (waiting.length > bound) waiting.shift()
      wake()
    },
    end() {
      ended = true
      wake()
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const next = waiting.shift()
        if (next !== undefined) yield next
        else if (ended) return
        else
          await new Promise<void>((resolve) => {
            wake = resolve
          })
      }
    },
  }
}

const peripheralFor = (
  { switchboard, adapters, near }: Supervisor,
  address: BluetoothAddress,
): Peripheral | undefined => {
  const fit = switchboard.radio
    .peripherals()
    .filter((each) => each.address === address && adapters.isUsable(each.adapter))
  return fit.find(({ adapter }) => adapter === near.find(address)?.adapter) ?? fit[0]
}

const turnWith = (
  { turns, switchboard }: Supervisor,
  adapter: BluetoothAddress,
): { granted: Promise<void>; leave(): void } => {
  let leave = (): void => undefined
  const granted = new Promise<void>((resolve) => {
    leave = turns.take(adapter, resolve)
  })
  const end = (): void => {
    leave()
    if (!turns.isTaken(adapter)) switchboard.scanner.unhush(adapter)
  }
  return { granted, leave: end }
}

const link = async (supervisor: Supervisor, target: string, signal: AbortSignal): Promise<void> => {
  const { granted, leave } = turnWith(supervisor, adapterOf(target))
  try {
    await granted
    const work = connect(supervisor.switchboard, { target, scanThrough: false, signal })
    await within(supervisor.switchboard.timers, limits.connect, work)
  } finally {
    leave()
  }
}

/** Whether a link belongs to a sensor of ours, perhaps since a moment ago. */
const isOurs = ({ links }: Supervisor, target: string): boolean =>
  [...links.values()].some(({ address }) => target.endsWith(`/${address}`))

/** Links to something that is not ours for as long as the signal allows, and takes its values. */
const borrow = async (
  supervisor: Supervisor,
  parts: BluetoothParts,
  { target, glances, signal }: { target: string; glances: Glances; signal: AbortSignal },
): Promise<void> => {
  const { switchboard } = supervisor
  const { radio, timers, clock } = parts
  const wasLinked = switchboard.find(target)?.connected === true
  let leave = (): void => undefined
  try {
    await link(supervisor, target, signal)
    const characteristics = await within(timers, limits.resolve, resolve(switchboard, target, signal))
    const taken = (each: Taken): void => glances.push(glanceOf(each))
    const flow = createFlow({ radio, timers, clock, reader: parts.createReader({}), characteristics, taken })
    leave = switchboard.watch(target, (event: RadioEvent) => {
      if (event.type === 'value') flow.value(event.handle, event.value, event.at)
      if (event.type === 'disconnected' || event.type === 'gone') glances.end()
    })
    await subscribe(switchboard, flow.uses.subscribed.filter(flow.uses.flows), signal)
    await aborted(signal)
  } finally {
    leave()
    if (!wasLinked && !isOurs(supervisor, target))
      await within(timers, limits.disconnect, radio.disconnect(target)).catch(() => undefined)
  }
}

const begin = (
  supervisor: Supervisor,
  parts: BluetoothParts,
  { address, signal, glances }: Omit<Blink, 'seconds'> & { glances: Glances },
): Promise<void> => {
  const ours = [...supervisor.links.values()].find((each) => each.address === address)
  if (ours !== undefined) {
    const leave = ours.subscribe((taken) => glances.push(glanceOf(taken)))
    return aborted(signal).then(() => void leave())
  }
  const peripheral = peripheralFor(supervisor, address)
  if (peripheral === undefined) throw new HealthError('notFound', 'no such sensor is near')
  return borrow(supervisor, parts, { target: peripheral.id, glances, signal }).catch((error: unknown) => {
    if (!signal.aborted) throw asHealthError(error)
  })
}

/** What a sensor tells for so many seconds. Nothing of it is stored, and a link that was made for it ends with it. */
export async function* blink(
  supervisor: Supervisor,
  parts: BluetoothParts,
  { address, seconds, signal }: Blink,
): AsyncGenerator<Glance, void, undefined> {
  const glances = createGlances()
  const over = new AbortController()
  const end = (): void => {
    over.abort()
    glances.end()
  }
  const timer = parts.timers.setTimeout(end, seconds * 1_000)
  signal.addEventListener('abort', end)
  if (signal.aborted) end()
  const work = begin(supervisor, parts, { address, signal: over.signal, glances }).finally(() => glances.end())
  // Awaited below; until then a failure is nobody's.
  work.catch(() => undefined)
  try {
    yield* glances
  } finally {
    end()
    parts.timers.clearTimeout(timer)
    signal.removeEventListener('abort', end)
    await work
  }
}
