import type { Clock } from '../../../../src/health/clock.js'
import type { Characteristic, Radio } from '../../radio/radio.js'
import { RadioError } from '../../radio/radio-error.js'
import type { Timers } from '../../radio/timers.js'
import { decisive } from '../../readings/mapping.js'
import type { SensorReader, Taken } from '../../readings/sensor-reader.js'
import type { SensorFacts } from '../../sensor-handlers.js'
import { limits } from '../limits.js'
import { within } from '../patience.js'
import { type Uses, usesOf } from './uses.js'

const serialNumber = '2A25'

export interface FlowParts {
  readonly radio: Radio
  readonly timers: Timers
  readonly clock: Clock
  readonly reader: SensorReader
  readonly characteristics: readonly Characteristic[]
  /** Takes what the reader made of some bytes. */
  readonly taken: (taken: Taken, at: number) => void
}

/** What one link gives, from its characteristics to its end. */
export interface Flow {
  readonly characteristics: readonly Characteristic[]
  readonly uses: Uses
  /** Reads who it is, before anything of it is taken. */
  serial(): Promise<string | undefined>
  /** Reads what decides what its values are of. */
  orient(signal: AbortSignal): Promise<void>
  /** Takes a value; tells whether it belongs to the flow, whose silence means something. */
  value(handle: string, bytes: Uint8Array, at: number): boolean
  /** Reads the facts, one after the other; what cannot be read is left out. */
  readFacts(signal: AbortSignal): Promise<void>
  /** Reads the charge of those that do not tell it by themselves, when it is time. */
  poll(at: number): Promise<void>
}

export const createFlow = ({ radio, timers, clock, reader, characteristics, taken }: FlowParts): Flow => {
  const uses = usesOf(characteristics)
  const expected = new Map(uses.subscribed.map((each) => [each.handle, each]))
  let polledAt = clock()
  const take = ({ uuid, handle }: Characteristic, bytes: Uint8Array, at: number): Taken => {
    const result = reader.take({ characteristic: uuid, handle, bytes, at })
    taken(result, at)
    return result
  }
  const read = async (each: Characteristic): Promise<Taken | undefined> => {
    try {
      const bytes = await within(timers, limits.call, radio.read(each.handle))
      return take(each, bytes, clock())
    } catch (error) {
      if (error instanceof RadioError) return undefined
      throw error
    }
  }
  const readThese = async (facts: readonly Characteristic[], signal: AbortSignal): Promise<void> => {
    for (const each of facts) {
      if (signal.aborted) return
      await read(each)
    }
  }
  return {
    characteristics,
    uses,
    orient: (signal) =>
      readThese(
        uses.facts.filter(({ uuid }) => decisive.has(uuid)),
        signal,
      ),
    async serial() {
      const each = uses.facts.find(({ uuid }) => uuid === serialNumber)
      const facts: SensorFacts | undefined = each && (await read(each))?.facts
      return facts?.serial
    },
    value(handle, bytes, at) {
      const each = expected.get(handle)
      if (each === undefined) return false
      take(each, bytes, at)
      return uses.flows(each)
    },
    readFacts: (signal) =>
      readThese(
        uses.facts.filter(({ uuid }) => uuid !== serialNumber && !decisive.has(uuid)),
        signal,
      ),
    async poll(at) {
      if (at - polledAt < limits.batteryPoll) return
      polledAt = at
      for (const each of uses.polled) await read(each)
    },
  }
}
