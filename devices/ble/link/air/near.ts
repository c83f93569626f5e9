import type { Clock } from '../../../../src/health/clock.js'
import type { NearSensor } from '../../bluetooth.js'
import type { Advertisement, BluetoothAddress } from '../../radio/radio.js'
import { measurableBy } from './services.js'
import { slugOf } from './slug.js'

const minute = 60_000
const most = 512
// A page is told of each sensor so often at most, ms.
const quiet = 1_000

export interface NearParts {
  readonly clock: Clock
  readonly heartRate: (advertisement: Advertisement) => number | undefined
  /** The slug of a sensor of ours. */
  readonly known: (address: BluetoothAddress) => string | undefined
  readonly isTaken: (slug: string) => boolean
  readonly tell: (near: NearSensor) => void
}

/** What looks like a sensor and was heard in the last minute. */
export interface Near {
  heard(advertisement: Advertisement): void
  list(): readonly NearSensor[]
  find(address: BluetoothAddress): NearSensor | undefined
  size(): number
}

interface Heard {
  sensor: NearSensor
  told: number
}

const byStrength = (a: NearSensor, b: NearSensor): number => (b.rssi ?? -200) - (a.rssi ?? -200)

export const createNear = ({ clock, heartRate, known, isTaken, tell }: NearParts): Near => {
  const all = new Map<BluetoothAddress, Heard>()

  const slug = (address: BluetoothAddress, name: string | undefined): string => {
    const others = new Set([...all.values()].flatMap(({ sensor }) => (sensor.address === address ? [] : sensor.device)))
    return known(address) ?? slugOf(name, address, (each) => isTaken(each) || others.has(each))
  }
  const deviceOf = (before: NearSensor | undefined, name: string | undefined, address: BluetoothAddress): string =>
    known(address) ?? (before !== undefined && before.name === name ? before.device : slug(address, name))

  const sensorOf = (advertisement: Advertisement, before: NearSensor | undefined): NearSensor => {
    const { peripheral, at } = advertisement
    const { address, adapter, rssi } = peripheral
    const name = peripheral.name ?? before?.name
    const services = peripheral.services.length > 0 ? peripheral.services : (before?.services ?? [])
    const measured = measurableBy(services, advertisement)
    const broadcast = heartRate(advertisement)
    const types = broadcast !== undefined && !measured.includes('heartRate') ? [...measured, 'heartRate'] : measured
    const device = deviceOf(before, name, address)
    const ours = known(address) !== undefined
    return { address, adapter, name, services, types, rssi, lastSeen: at, device, ours, heartRate: broadcast }
  }
  const forgetOld = (): void => {
    for (const [address, { sensor }] of all) if (sensor.lastSeen < clock() - minute) all.delete(address)
    const first = all.keys().next().value
    if (all.size > most && first !== undefined) all.delete(first)
  }
  // Heard by two adapters at once, it is near the one that hears it better.
  const isFainter = (before: NearSensor | undefined, { peripheral, at }: Advertisement): boolean =>
    before !== undefined &&
    before.adapter !== peripheral.adapter &&
    at - before.lastSeen < quiet &&
    (peripheral.rssi ?? -200) < (before.rssi ?? -200)

  return {
    heard(advertisement) {
      const entry = all.get(advertisement.peripheral.address)
      if (isFainter(entry?.sensor, advertisement)) return
      const sensor = sensorOf(advertisement, entry?.sensor)
      if (sensor.types.length === 0 && !sensor.ours) return
      const tells = entry === undefined || sensor.lastSeen - entry.told >= quiet
      // The oldest stands first, so that it goes first.
      all.delete(sensor.address)
      all.set(sensor.address, { sensor, told: tells ? sensor.lastSeen : entry.told })
      if (entry === undefined) forgetOld()
      if (tells) tell(sensor)
    },
    list() {
      forgetOld()
      return [...all.values()]
        .map(({ sensor }) => ({ ...sensor, ours: known(sensor.address) !== undefined }))
        .sort(byStrength)
    },
    find: (address) => all.get(address)?.sensor,
    size: () => all.size,
  }
}
