import { pino } from 'pino'
import type { Bluetooth, SensorState, SensorStatus } from '../../../../devices/ble/bluetooth.js'
import type { BluetoothParts } from '../../../../devices/ble/link/bluetooth-parts.js'
import { openBluetooth } from '../../../../devices/ble/link/open-bluetooth.js'
import type { Advertisement } from '../../../../devices/ble/radio/radio.js'
import type { SensorReader, Taken } from '../../../../devices/ble/readings/sensor-reader.js'
import type { SensorFacts } from '../../../../devices/ble/sensor-handlers.js'
import type { SensorSettings } from '../../../../devices/ble/sensor-settings.js'
import type { Reading } from '../../../../src/health/sample.js'
import { FakeRadio } from '../fake-radio.js'
import { type FakeSensor, fakeSensor } from '../fake-sensor.js'
import { createSimulatedTime, type SimulatedTime } from '../simulated-time.js'

export const adapter = 'AA:00:00:00:00:01'
export const strap = 'C0:FF:EE:00:00:01'

/** What the rest of the engine was told. */
export interface Heard {
  readonly values: { readonly device: string; readonly value: number; readonly at: number }[]
  readonly facts: { readonly device: string; readonly facts: SensorFacts }[]
  readonly statuses: string[]
  readonly batteries: number[]
  readonly refused: string[]
  interrupts: number
}

const quantity = (value: number, at: number): Reading => ({
  kind: 'quantity',
  type: 'heartRate',
  value,
  start: at,
  end: at,
  metadata: {},
})
const number = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0)
/** A value that the reader of these tests understands. */
export const bytesOf = (value: number): Uint8Array =>
  Uint8Array.of((value >> 24) & 255, (value >> 16) & 255, (value >> 8) & 255, value & 255)
const nothing: Taken = { readings: [], refused: [] }

const readerOf = (heard: Heard): SensorReader => ({
  take({ characteristic, bytes, at }) {
    if (characteristic === '2A25') return { ...nothing, facts: { serial: new TextDecoder().decode(bytes) } }
    if (characteristic === '2A29') return { ...nothing, facts: { manufacturer: new TextDecoder().decode(bytes) } }
    if (characteristic === '2A19') return { ...nothing, battery: bytes[0] }
    if (characteristic !== '2A37') return nothing
    if (bytes.length !== 4) return { ...nothing, refused: [{ reason: 'truncated', readings: 1 }] }
    return { ...nothing, readings: [quantity(number(bytes), at)] }
  },
  lapse: () => nothing,
  interrupt() {
    heard.interrupts += 1
    return nothing
  },
  change: () => undefined,
})

export interface Stage {
  readonly time: SimulatedTime
  readonly radio: FakeRadio
  readonly bluetooth: Bluetooth
  readonly heard: Heard
  readonly log: { readonly lines: Record<string, unknown>[] }
  sensor(address?: string): FakeSensor
  /** Puts a sensor into the air and takes it as ours. */
  own(address?: string, settings?: SensorSettings, given?: Partial<FakeSensor>): FakeSensor
  status(device?: string): SensorStatus
  state(device?: string): SensorState
  /** Lets time pass until the sensor is in this state; fails after so many ms. */
  until(state: SensorState, device?: string, ms?: number): Promise<void>
  /** Sends a value of every linked sensor once a second, each number once. */
  play(): void
  readonly sent: number[]
}

const deviceOf = (address: string): string => `sensor-${address.slice(-5).replace(':', '').toLowerCase()}`

export const openStage = (given: Partial<BluetoothParts> = {}): Stage => {
  const time = createSimulatedTime()
  const radio = new FakeRadio(time, time.clock)
  radio.addAdapter(adapter)
  const heard: Heard = { values: [], facts: [], statuses: [], batteries: [], refused: [], interrupts: 0 }
  const lines: Record<string, unknown>[] = []
  const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const bluetooth = openBluetooth({
    radio,
    handlers: {
      samples: async (device, readings) => {
        for (const each of readings)
          if (each.kind === 'quantity') heard.values.push({ device, value: each.value, at: each.start })
      },
      facts: async (device, facts) => void heard.facts.push({ device, facts }),
      status: (device, status) => void heard.statuses.push(`${device} ${status}`),
      battery: (_, level) => void heard.batteries.push(level),
      refused: (reason) => void heard.refused.push(reason),
    },
    createReader: () => readerOf(heard),
    broadcastHeartRate: ({ manufacturerData }: Advertisement) => manufacturerData.get(0x6b)?.[0],
    workoutRuns: () => false,
    policy: { autoPowerOn: false },
    clock: time.clock,
    timers: time,
    random: () => 0.5,
    log: logger,
    ...given,
  })
  const sent: number[] = []
  const own: Stage['own'] = (address = strap, settings = {}, faults = {}) => {
    const sensor = radio.addSensor(fakeSensor(address, faults))
    bluetooth.add({ device: deviceOf(address), address, settings })
    return sensor
  }
  const status: Stage['status'] = (device = deviceOf(strap)) => {
    const found = bluetooth.sensors().find((each) => each.device === device)
    if (found === undefined) throw new Error(`no sensor ${device}`)
    return found
  }
  const state: Stage['state'] = (device) => status(device).state
  const beat = (): void => {
    for (const { address } of bluetooth.sensors()) {
      if (radio.sensor(address).muted) continue
      const value = sent.length + 1
      if (radio.notify(address, '2A37', bytesOf(value))) sent.push(value)
    }
    time.setTimeout(beat, 1_000)
  }
  return {
    time,
    radio,
    bluetooth,
    heard,
    log: { lines },
    sensor: (address = strap) => radio.sensor(address),
    own,
    status,
    state,
    async until(wanted, device, ms = 120_000) {
      for (let passed = 0; state(device) !== wanted; passed += 50) {
        if (passed >= ms) throw new Error(`${state(device)} instead of ${wanted} after ${ms} ms`)
        await time.advance(50)
      }
    },
    play: beat,
    sent,
  }
}

/** A stage on which a strap of ours streams. */
export const openStreaming = async (given: Parameters<typeof openStage>[0] = {}): Promise<Stage> => {
  const stage = openStage(given)
  stage.own()
  stage.play()
  await stage.until('streaming')
  return stage
}
