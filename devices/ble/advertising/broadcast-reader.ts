import type { Advertisement } from '../radio/radio.js'
import { Recorder } from '../readings/recorder.js'
import type { Taken } from '../readings/sensor-reader.js'
import type { SensorSettings } from '../sensor-settings.js'
import { type BroadcastHeartRate, broadcastHeartRate } from './broadcast.js'

/** One sensor's broadcasts, from advertisements to readings. */
export interface BroadcastReader {
  take(advertisement: Pick<Advertisement, 'manufacturerData' | 'at'>): Taken
  change(settings: SensorSettings): void
}

const isSame = (one: BroadcastHeartRate, other: BroadcastHeartRate | undefined): boolean =>
  one.counter === other?.counter && one.heartRate === other.heartRate

/**
 * An advertisement is repeated until there is a new value, and by a strap that lies on the table for long after: only what
 * is new is a reading, so that a value turns stale when its sensor has nothing new to say.
 */
export function createBroadcastReader(initial: SensorSettings): BroadcastReader {
  const recorder = new Recorder()
  let settings = initial
  let last: BroadcastHeartRate | undefined
  return {
    take: (advertisement) => {
      const heard = broadcastHeartRate(advertisement)
      if (heard === undefined || isSame(heard, last)) return recorder.finish()
      last = heard
      if (heard.heartRate === 0) recorder.refuse('noMeasurement')
      else if (!heard.hasContact && settings.acceptWithoutContact !== true) recorder.refuse('noContact')
      else recorder.instant({ type: 'heartRate', value: heard.heartRate }, advertisement.at)
      return recorder.finish()
    },
    change: (changed) => {
      settings = changed
    },
  }
}
