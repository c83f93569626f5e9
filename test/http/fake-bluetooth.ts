import type { Bluetooth, BluetoothEvent, NearSensor, SensorStatus, TrainerStatus } from '../../devices/ble/bluetooth.js'
import type { Adapter } from '../../devices/ble/radio/radio.js'
import { HealthError } from '../../src/health/error.js'

/** Bluetooth as a test says it is. */
export interface FakeBluetooth extends Bluetooth {
  /** What was asked of it, in order. */
  readonly asked: readonly (readonly unknown[])[]
  /** What is near, also while a scan goes on. */
  hear(near: NearSensor): void
  /** A sensor's present. */
  say(status: SensorStatus): void
  /** What the next sensor that is looked at closely says. */
  blinks: readonly Readonly<Record<string, number>>[]
  trainers: Map<string, TrainerStatus>
  present: { ok: boolean; reason?: string | undefined }
}

const adapter: Adapter = {
  address: '00:1A:7D:DA:71:13',
  name: 'hci0',
  powered: true,
  blocked: false,
  discovering: false,
}

export const nearStrap: NearSensor = {
  address: 'C0:FF:EE:00:00:01',
  adapter: adapter.address,
  name: 'HRM Lab',
  services: ['180D', '180F'],
  types: ['heartRate'],
  rssi: -60,
  lastSeen: Date.UTC(2026, 10, 22, 12),
  device: 'hrm-lab-0001',
  ours: false,
}

export const statusOf = (change: Partial<SensorStatus> = {}): SensorStatus => ({
  device: nearStrap.device,
  address: nearStrap.address,
  state: 'streaming',
  since: Date.UTC(2026, 10, 22, 12),
  attempts: 0,
  reconnects: 1,
  values: 10,
  rejected: 0,
  settings: {},
  ...change,
})

export const createFakeBluetooth = (): FakeBluetooth => {
  const asked: unknown[][] = []
  const near = new Map<string, NearSensor>()
  const sensors = new Map<string, SensorStatus>()
  const listeners = new Set<(event: BluetoothEvent) => void>()
  const tell = (event: BluetoothEvent): void => {
    for (const listener of listeners) listener(event)
  }
  const fake: FakeBluetooth = {
    asked,
    blinks: [],
    trainers: new Map(),
    present: { ok: true },
    hear: (heard) => {
      near.set(heard.address, heard)
      tell({ type: 'near', near: heard })
    },
    say: (sensor) => {
      sensors.set(sensor.device, sensor)
      tell({ type: 'sensor', sensor })
    },
    state: () => fake.present,
    adapters: () => [adapter],
    sensors: () => [...sensors.values()],
    near: () => [...near.values()],
    scan: async (seconds) => {
      asked.push(['scan', seconds])
      return [...near.values()]
    },
    add: (sensor) => void asked.push(['add', sensor]),
    change: (device, settings) => void asked.push(['change', device, settings]),
    remove: async (device) => {
      asked.push(['remove', device])
      sensors.delete(device)
    },
    async *blink(address, seconds) {
      asked.push(['blink', address, seconds])
      yield* fake.blinks
    },
    control: async (device, command) => {
      asked.push(['control', device, command])
      if (!fake.trainers.has(device)) throw new HealthError('authorizationDenied', 'its settings do not allow control')
      fake.trainers.set(device, { ...fake.trainers.get(device), command })
    },
    trainer: (device) => fake.trainers.get(device),
    zeroOffset: async (device) => {
      asked.push(['zeroOffset', device])
      return 512
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    figures: () => ({ reconnects: 1 }),
    close: async () => undefined,
  }
  return fake
}
