import type { Logger } from 'pino'
import type { Reading } from '../../../../src/health/sample.js'
import type { Taken } from '../../readings/sensor-reader.js'
import type { SensorFacts, SensorHandlers } from '../../sensor-handlers.js'

// Readings on their way to the store, at most: half a minute of a busy trainer.
const bound = 512

export interface DeliveryParts {
  readonly device: string
  readonly handlers: SensorHandlers
  readonly log: Logger
  /** Told each charge once it changes. Percent. */
  readonly charged: (level: number) => void
}

/** What one sensor has given, and what became of it. */
export interface Deliveries {
  /** Whether there were readings in it. */
  take(taken: Taken, at: number): boolean
  values(): number
  rejected(): number
  /** Readings on their way. */
  pending(): number
  battery(): number | undefined
  facts(): SensorFacts
}

export const createDeliveries = ({ device, handlers, log, charged }: DeliveryParts): Deliveries => {
  let values = 0
  let rejected = 0
  let pending = 0
  let battery: number | undefined
  let facts: SensorFacts = {}
  let complained = false

  const refuse = (reason: string, readings: number): void => {
    rejected += readings
    handlers.refused(reason, readings)
  }
  const complain = (error: unknown): void => {
    if (!complained)
      log.warn({ device, reason: error instanceof Error ? error.name : 'unknown' }, 'readings are not kept')
    complained = true
  }
  const send = async (readings: readonly Reading[], at: number): Promise<void> => {
    pending += readings.length
    values += readings.length
    try {
      await handlers.samples(device, readings, at)
      complained = false
    } catch (error) {
      complain(error)
    } finally {
      pending -= readings.length
    }
  }
  const deliver = (readings: readonly Reading[], at: number): void => {
    if (readings.length === 0) return
    // A slow store must not make memory grow: what does not fit is lost, and counted.
    if (pending + readings.length > bound) refuse('queueFull', readings.length)
    else void send(readings, at)
  }
  const charge = (level: number): void => {
    if (level === battery) return
    battery = level
    handlers.battery(device, level)
    charged(level)
  }
  return {
    take(taken, at) {
      for (const { reason, readings } of taken.refused) refuse(reason, readings)
      if (taken.battery !== undefined) charge(taken.battery)
      if (taken.facts !== undefined) facts = { ...facts, ...taken.facts }
      deliver(taken.readings, at)
      return taken.readings.length > 0
    },
    values: () => values,
    rejected: () => rejected,
    pending: () => pending,
    battery: () => battery,
    facts: () => facts,
  }
}
