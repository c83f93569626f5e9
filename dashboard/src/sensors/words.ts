import { formatName } from '../format.js'

/** Bars of signal, 0 to 4, and what they mean. */
export interface Signal {
  readonly bars: 0 | 1 | 2 | 3 | 4
  readonly text: string
}

/** From the strength of the last advertisement, dBm. */
export const signalOf = (rssi: number | undefined): Signal => {
  if (rssi === undefined) return { bars: 0, text: 'no signal' }
  if (rssi >= -60) return { bars: 4, text: 'very strong signal' }
  if (rssi >= -70) return { bars: 3, text: 'strong signal' }
  if (rssi >= -80) return { bars: 2, text: 'fair signal' }
  return { bars: 1, text: 'weak signal' }
}

/** How a battery is: warned of from 20 % down, and again from 10 %. */
export const batteryTone = (level: number): 'good' | 'low' | 'critical' => {
  if (level <= 10) return 'critical'
  return level <= 20 ? 'low' : 'good'
}

/** A warning of a battery; undefined when none is due. */
export const batteryWarning = (level: number): string | undefined => {
  const tone = batteryTone(level)
  if (tone === 'critical') return 'Battery nearly empty: change or charge it now'
  return tone === 'low' ? 'Battery low: have a new one at hand' : undefined
}

const [minute, hour, day] = [60, 3_600, 86_400]

/** How long ago an instant (ISO 8601) was at `now` (epoch ms), in words. */
export const ago = (instant: string, now: number): string => {
  const seconds = Math.max(0, Math.floor((now - Date.parse(instant)) / 1000))
  if (seconds < 3) return 'just now'
  if (seconds < minute) return `${seconds} s ago`
  if (seconds < hour) return `${Math.floor(seconds / minute)} min ago`
  if (seconds < 2 * day) return `${Math.floor(seconds / hour)} h ago`
  return `${Math.floor(seconds / day)} days ago`
}

const typeNames: Readonly<Record<string, string>> = {
  heartRate: 'Heart rate',
  cyclingPower: 'Power',
  cyclingCadence: 'Cadence',
  cyclingSpeed: 'Speed',
  distanceCycling: 'Distance',
  distanceWalkingRunning: 'Distance',
  runningSpeed: 'Pace',
  runningPower: 'Power',
  oxygenSaturation: 'Blood oxygen',
  bodyTemperature: 'Temperature',
  bodyMass: 'Weight',
  bodyFatPercentage: 'Body fat',
  bloodPressure: 'Blood pressure',
}

const mostTypes = 4

/** What a device measures, in words: the few that matter most. */
export const typesText = (types: readonly string[] = []): string => {
  const names = [...new Set(types.map((type) => typeNames[type] ?? formatName(type)))]
  return names.length > mostTypes ? `${names.slice(0, mostTypes).join(', ')} …` : names.join(', ')
}

/** A live value of a type, as people say it. */
export const valueText = (type: string, value: number): string => {
  if (type === 'heartRate') return `${Math.round(value)} bpm`
  return /power/i.test(type) ? `${Math.round(value)} W` : String(Math.round(value * 10) / 10)
}

/** What the engine says, as a sentence. */
export const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?`]$/.test(text) ? '' : '.'}`
