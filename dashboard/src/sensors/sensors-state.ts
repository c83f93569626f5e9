import { signal } from '@preact/signals'
import type { Api } from '../api.js'
import type { Signals } from '../signals.js'
import type { StreamParts } from '../stream.js'
import type { Device } from '../wire.js'
import type { DeviceChange } from './sensor-api.js'
import type { BluetoothState, NearSensor } from './sensor-wire.js'

export interface SensorsParts {
  readonly api: Api
  readonly stream: Pick<StreamParts, 'now' | 'after'>
  readonly signals: Signals
  readonly fail: (cause: unknown) => void
}

/** Something that goes on for a number of seconds from an instant (epoch ms) on. */
export interface Underway {
  readonly startedAt: number
  readonly seconds: number
}

/** A sensor that shows its live values, to be told apart from another one. */
export interface Blink extends Underway {
  readonly device: string
  readonly values: Readonly<Record<string, number>>
}

const scanSeconds = 15
const blinkSeconds = 20
const refreshMs = 3_000

const isAbort = (cause: unknown): boolean => cause instanceof DOMException && cause.name === 'AbortError'

/** The devices, what is near, and what can be done about both. */
export const createSensors = ({ api, stream, signals, fail }: SensorsParts) => {
  const { live, announcement, user, now } = signals
  const bluetooth = signal<BluetoothState | undefined>(undefined)
  const near = signal<Readonly<Record<string, NearSensor>>>({})
  const scan = signal<Underway | undefined>(undefined)
  /** Whether somebody has looked around since the page was opened. */
  const hasLooked = signal(false)
  const blink = signal<Blink | undefined>(undefined)
  /** Devices that something is being asked about. */
  const asking = signal<readonly string[]>([])
  let endScan = (): void => undefined
  let endBlink = (): void => undefined

  /** The server's present, epoch ms: the instants that it tells are by its clock. */
  const present = (): number => now.value + api.clockAhead()
  const keep = (device: Device): void => {
    live.value = { ...live.value, devices: { ...live.value.devices, [device.id]: device } }
  }
  const drop = (id: string): void => {
    const { [id]: _, ...devices } = live.value.devices
    live.value = { ...live.value, devices }
  }
  const refresh = async (): Promise<void> => {
    const [state, { items }] = await Promise.all([api.bluetooth(), api.devices()])
    bluetooth.value = state
    live.value = { ...live.value, devices: Object.fromEntries(items.map((device) => [device.id, device])) }
  }
  const hear = (sensor: NearSensor): void => {
    near.value = { ...near.value, [sensor.device]: sensor }
  }
  const runScan = async (aborted: AbortSignal): Promise<void> => {
    for await (const sensor of api.scan({ seconds: scanSeconds, signal: aborted })) hear(sensor)
    const count = Object.values(near.value).filter(({ ours }) => !ours).length
    announcement.value = count === 1 ? 'One new sensor is near' : `${count} new sensors are near`
  }
  const startScan = async (): Promise<void> => {
    if (scan.value) return
    const controller = new AbortController()
    endScan = () => controller.abort()
    hasLooked.value = true
    scan.value = { startedAt: stream.now(), seconds: scanSeconds }
    await runScan(controller.signal).catch((cause: unknown) => isAbort(cause) || fail(cause))
    scan.value = undefined
  }
  /** For who has no sensor yet, looking around is why he is here. */
  const isNewcomer = (): boolean =>
    bluetooth.value?.ok === true &&
    !hasLooked.value &&
    Object.values(live.value.devices).every(({ address }) => !address)
  /** Keeps devices up to date until it is ended, other people's too. */
  const follow = (): (() => void) => {
    let cancel = (): void => undefined
    let isOver = false
    const again = async (): Promise<void> => {
      await refresh().catch(fail)
      if (isNewcomer()) void startScan()
      if (!isOver) cancel = stream.after(refreshMs, () => void again())
    }
    void again()
    return () => {
      isOver = true
      cancel()
      endScan()
      endBlink()
    }
  }
  const runBlink = async (device: string, aborted: AbortSignal): Promise<void> => {
    for await (const values of api.blink(device, { seconds: blinkSeconds, signal: aborted })) {
      if (aborted.aborted || blink.value?.device !== device) return
      blink.value = { ...blink.value, values: { ...blink.value.values, ...values } }
    }
  }
  /** Shows a sensor's live values for a while; what another one showed ends. */
  const startBlink = async (device: string): Promise<void> => {
    endBlink()
    const controller = new AbortController()
    endBlink = () => controller.abort()
    const mine: Blink = { device, values: {}, startedAt: stream.now(), seconds: blinkSeconds }
    blink.value = mine
    await runBlink(device, controller.signal).catch((cause: unknown) => isAbort(cause) || fail(cause))
    if (blink.value?.startedAt === mine.startedAt && blink.value.device === device) blink.value = undefined
  }
  const stopBlink = (): void => {
    endBlink()
    blink.value = undefined
  }
  const ask = async (device: string, run: () => Promise<void>): Promise<void> => {
    if (asking.value.includes(device)) return
    asking.value = [...asking.value, device]
    await run().catch(fail)
    asking.value = asking.value.filter((other) => other !== device)
  }
  const pair = (sensor: NearSensor, owner = user.value): Promise<void> =>
    ask(sensor.device, async () => {
      if (owner === undefined) return
      if (blink.value?.device === sensor.device) stopBlink()
      keep(await api.pair(sensor.device, owner))
      hear({ ...sensor, ours: true })
      announcement.value = `${sensor.name ?? sensor.device} is paired`
    })
  const change = (device: string, changed: DeviceChange): Promise<void> =>
    ask(device, async () => keep(await api.changeDevice(device, changed)))
  const forget = ({ id, name }: Device): Promise<void> =>
    ask(id, async () => {
      await api.forget(id)
      drop(id)
      const { [id]: _, ...others } = near.value
      near.value = others
      announcement.value = `${name ?? id} is forgotten`
    })

  return {
    ...{ bluetooth, near, scan, hasLooked, blink, asking, present, follow, refresh, startScan },
    ...{ startBlink, stopBlink, pair, change, forget, stopScan: (): void => endScan() },
  }
}
