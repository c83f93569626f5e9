import type { KnownSensor, SensorSettings } from '../../devices/ble/sensor-settings.js'
import type { Clock, RandomBytes } from '../health/clock.js'
import { HealthError, invalidArgument } from '../health/error.js'
import { isSlug } from '../health/slug.js'
import type { Documents } from '../store/documents.js'
import type { Device, DeviceCredential, DeviceFacts, Devices } from './device.js'
import { hashOf, matches, newPassword } from './device-credential.js'
import { type DeviceRecord, type DeviceRecords, deviceOf, openDeviceRecords } from './device-records.js'

export interface DeviceParts {
  readonly documents: Documents
  readonly hasUser: (user: string) => boolean
  /** Whether a birth may name the device's owner. */
  readonly adopt: boolean
  readonly random: RandomBytes
  readonly clock: Clock
}

// What was heard is worth a write now and then, not at every message.
const flushEveryMs = 60_000
// Behind an outside broker anybody who may publish can invent a name.
const maxDevices = 10_000

/** Reads the known devices back and keeps them in memory. */
export const openDevices = (parts: DeviceParts): Devices => new DeviceRegistry(parts)

class DeviceRegistry implements Devices {
  readonly #parts: DeviceParts
  readonly #records: DeviceRecords
  readonly #flushedAt = new Map<string, number>()

  constructor(parts: DeviceParts) {
    this.#parts = parts
    this.#records = openDeviceRecords(parts.documents)
  }

  all(): readonly Device[] {
    return this.#records.all().map(deviceOf)
  }

  get(device: string): Device | undefined {
    const record = this.#records.get(device)
    return record && deviceOf(record)
  }

  userOf(device: string): string | undefined {
    return this.#records.get(device)?.user
  }

  async add(device: string, user?: string): Promise<DeviceCredential> {
    const record = this.#records.get(device) ?? this.#fresh(device)
    if (record.sensor !== undefined)
      throw new HealthError('conflict', 'it is a Bluetooth sensor, which needs no password')
    if (record.hash !== undefined) throw new HealthError('conflict', 'the device is registered already')
    if (user !== undefined) this.#checkUser(user)
    const password = newPassword(this.#parts.random)
    await this.#records.write({ ...record, user: user ?? record.user, hash: hashOf(password) })
    return { device, username: device, password }
  }

  async pair(known: KnownSensor, facts: DeviceFacts & { readonly user?: string | undefined }): Promise<Device> {
    const { device, serial: _, ...sensor } = known
    const { user, ...said } = facts
    const record = this.#records.get(device) ?? this.#fresh(device)
    this.#checkName(device, sensor.address)
    if (user !== undefined) this.#checkUser(user)
    const owner = { transport: 'ble', user: user ?? record.user } as const
    return this.#records.write({ ...record, ...present(said), ...owner, sensor })
  }

  async configure(device: string, settings: SensorSettings): Promise<Device> {
    const { sensor, ...record } = this.#known(device)
    if (sensor === undefined) {
      const message = 'are for Bluetooth sensors'
      throw invalidArgument(`the settings ${message}`, [{ pointer: '/settings', message }])
    }
    return this.#records.write({ ...record, sensor: { ...sensor, settings } })
  }

  async assign(device: string, user: string): Promise<Device> {
    const record = this.#known(device)
    this.#checkUser(user)
    return this.#records.write({ ...record, user })
  }

  async forget(device: string): Promise<void> {
    this.#known(device)
    await this.#records.remove(device)
    this.#flushedAt.delete(device)
  }

  async introduce(device: string, facts: DeviceFacts & { readonly user?: string | undefined }): Promise<Device> {
    const { user, ...said } = facts
    const before = this.#records.get(device)
    const record = before ?? this.#fresh(device)
    const introduced = { ...record, ...present(said), user: record.user ?? this.#adopter(user) }
    return before !== undefined && isSame(before, introduced) ? deviceOf(before) : this.#records.write(introduced)
  }

  notice(device: string, facts: Partial<Pick<Device, 'status' | 'battery' | 'lastSeen'>>): void {
    const record = this.#records.get(device)
    if (record === undefined) return
    const { status = record.status, battery = record.battery, lastSeen = record.lastSeen } = facts
    const isDue = this.#isFlushDue(device)
    const isNews = status !== record.status || battery !== record.battery
    if (isDue || isNews) this.#records.keep({ ...record, status, battery, lastSeen })
    else record.lastSeen = lastSeen
    if (isDue) this.#records.flush(device)
  }

  authenticate(username: string, password: string): boolean {
    return matches(password, this.#records.get(username)?.hash)
  }

  subscribe(listener: (device: Device) => void): () => void {
    return this.#records.subscribe(listener)
  }

  #isFlushDue(device: string): boolean {
    const now = this.#parts.clock()
    if (now - (this.#flushedAt.get(device) ?? -Infinity) < flushEveryMs) return false
    this.#flushedAt.set(device, now)
    return true
  }

  #known(device: string): DeviceRecord {
    const record = this.#records.get(device)
    if (record === undefined) throw new HealthError('notFound', 'no such device')
    return record
  }

  #fresh(device: string): DeviceRecord {
    if (!isSlug(device)) {
      throw invalidArgument('the device needs a readable id', [{ pointer: '/device', message: 'is not a slug' }])
    }
    if (this.#records.size() >= maxDevices) throw new HealthError('dataSizeExceeded', 'too many devices are known')
    return { id: device, transport: 'mqtt', status: 'unknown' }
  }

  /** One name is one sensor, and one sensor has one name. */
  #checkName(device: string, address: string): void {
    const record = this.#records.get(device)
    if (record !== undefined && record.sensor?.address !== address)
      throw new HealthError('conflict', `${device} is the name of another device; forget that first`)
    const other = this.#records.all().find(({ id, sensor }) => sensor?.address === address && id !== device)
    if (other !== undefined) throw new HealthError('conflict', `the sensor is known here as ${other.id}`)
  }

  #checkUser(user: string): void {
    if (!this.#parts.hasUser(user)) throw new HealthError('notFound', 'no such user')
  }

  #adopter(user: string | undefined): string | undefined {
    const { adopt, hasUser } = this.#parts
    return adopt && user !== undefined && hasUser(user) ? user : undefined
  }
}

// A birth that leaves a fact out does not take back what an earlier one said.
const present = (facts: DeviceFacts): DeviceFacts =>
  Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined))

// A birth is retained and comes again at every reconnection: nothing new is no write.
const isSame = (before: DeviceRecord, after: DeviceRecord): boolean =>
  JSON.stringify({ ...before, user: before.user }) === JSON.stringify(after)
