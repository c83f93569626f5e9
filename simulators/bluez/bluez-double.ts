import type { DbusCall } from '../dbus/connection.js'
import { DbusFailure } from '../dbus/dbus-failure.js'
import { createRandom, seedFor } from '../seed.js'
import type { Timers } from '../timers.js'
import type { AdapterHardware } from './adapter-object.js'
import { type Air, createAir } from './air.js'
import { type Daemon, startDaemon } from './daemon.js'
import { type BluezDelays, type Storage, usualDelays } from './daemon-parts.js'

/** An adapter that is there from the start. */
export interface AdapterOptions {
  /** `hci0`. */
  readonly name: string
  /** Upper case with colons. */
  readonly address: string
  readonly isPowered?: boolean | undefined
  readonly isBlocked?: boolean | undefined
  /** Whether it can advertise and serve; true when left out. */
  readonly canServe?: boolean | undefined
}

export interface BluezOptions {
  /** Of the message bus: `unix:path=…`. */
  readonly busAddress: string
  readonly timers: Timers
  /** One, `hci0` at `00:1A:7D:DA:71:13`, when left out. */
  readonly adapters?: readonly AdapterOptions[] | undefined
  readonly delays?: Partial<BluezDelays> | undefined
  /** Of the signal's fading. */
  readonly seed?: number | undefined
}

/** A double of bluetoothd with its adapters and the air around them, and everything that can go wrong with it. */
export interface BluezDouble {
  /** What is in the air. It goes on while the daemon does not run. */
  readonly air: Air
  /** Starts the daemon again; nothing when it runs. */
  start(): Promise<void>
  /** Ends the daemon as `systemctl stop` does: links end first, with their signals. */
  stop(): Promise<void>
  /** Ends it as `kill -9` does. */
  kill(): Promise<void>
  /** Ends it without a word and starts it again. */
  restart(): Promise<void>
  /** Pulls an adapter out, with all its objects. */
  unplug(adapter: string): void
  plug(adapter: string): void
  /** As somebody at the machine switches it. */
  power(adapter: string, isOn: boolean): void
  /** As rfkill blocks it. */
  block(adapter: string, isBlocked: boolean): void
  /** Forgets a device on every adapter. */
  forget(address: string): void
  /** Answers calls of a method, or of all, so many ms late from now on. */
  delay(ms: number, member?: string): void
  /** Never answers the next so many calls of a method. */
  swallow(member: string, times: number): void
  /** Answers the next so many calls of a method with an error: its full name and text. */
  fail(member: string, error: { readonly type: string; readonly text: string }, times: number): void
  /** Calls by method since the start, and what programs hold now. */
  figures(): BluezFigures
  close(): Promise<void>
}

export interface BluezFigures {
  readonly calls: Readonly<Record<string, number>>
  readonly devices: number
  readonly links: number
  readonly discoverySessions: number
  readonly notifySessions: number
}

/** Takes the name `org.bluez` on a bus and serves its tree. Rejects when the bus is not there or the name is taken. */
export const openBluezDouble = async (options: BluezOptions): Promise<BluezDouble> => {
  const air = createAir(options.timers, createRandom(seedFor(options.seed ?? 1, 'air')))
  const hardware = (options.adapters ?? [usualAdapter]).map(plugged)
  const script = createScript(options.timers)
  const storage: Storage = new Map()
  const delays = { ...usualDelays, ...options.delays }
  const begin = (): Promise<Daemon> =>
    startDaemon({ busAddress: options.busAddress, air, delays, storage, hardware, intercept: script.intercept })
  let daemon: Daemon | undefined = await begin()
  const start = async (): Promise<void> => {
    daemon ??= await begin()
  }
  const end = async (how: 'stop' | 'kill'): Promise<void> => {
    const ending = daemon
    daemon = undefined
    await ending?.[how]()
  }
  const find = (name: string): AdapterHardware => {
    const found = hardware.find((each) => each.name === name)
    if (found === undefined) throw new RangeError(`there is no adapter ${name}`)
    return found
  }
  return {
    air,
    start,
    stop: () => end('stop'),
    kill: () => end('kill'),
    async restart() {
      await end('kill')
      await start()
    },
    unplug(name) {
      find(name).isPlugged = false
      daemon?.unplug(name)
    },
    plug(name) {
      const adapter = find(name)
      if (adapter.isPlugged) return
      adapter.isPlugged = true
      daemon?.plug(adapter)
    },
    power(name, isOn) {
      find(name).isPowered = isOn
      daemon?.adapter(name)?.setPowered(isOn)
    },
    block(name, isBlocked) {
      find(name).isBlocked = isBlocked
      daemon?.adapter(name)?.setBlocked(isBlocked)
    },
    forget(address) {
      for (const adapter of daemon?.adapters() ?? []) adapter.removeDevice(address)
    },
    delay: script.delay,
    swallow: script.swallow,
    fail: script.fail,
    figures: () => figuresOf(daemon, script.calls()),
    async close() {
      await end('kill')
      for (const device of air.devices()) air.remove(device)
    },
  }
}

const usualAdapter: AdapterOptions = { name: 'hci0', address: '00:1A:7D:DA:71:13' }

const plugged = ({
  name,
  address,
  isPowered = true,
  isBlocked = false,
  canServe = true,
}: AdapterOptions): AdapterHardware => ({
  name,
  address,
  isPowered: isPowered && !isBlocked,
  isBlocked,
  canServe,
  isPlugged: true,
})

const figuresOf = (daemon: Daemon | undefined, calls: Readonly<Record<string, number>>): BluezFigures => {
  const adapters = daemon?.adapters() ?? []
  const devices = adapters.flatMap((adapter) => adapter.devices())
  return {
    calls,
    devices: devices.length,
    links: devices.filter(({ isConnected }) => isConnected).length,
    discoverySessions: adapters.reduce((sum, { sessions }) => sum + sessions, 0),
    notifySessions: devices.reduce((sum, { isListenedTo }) => sum + isListenedTo, 0),
  }
}

interface Due {
  times: number
  readonly error?: { readonly type: string; readonly text: string }
}

/** What becomes of calls before the tree sees them. */
const createScript = (timers: Timers) => {
  const delays = new Map<string, number>()
  const due = new Map<string, Due>()
  const counts = new Map<string, number>()
  const pass = async (member: string): Promise<void> => {
    const late = delays.get(member) ?? delays.get('') ?? 0
    if (late > 0) await new Promise<void>((resolve) => timers.after(late, resolve))
    const fate = due.get(member)
    if (fate === undefined || fate.times === 0) return
    fate.times--
    if (fate.error === undefined) await new Promise<never>(() => {})
    else throw new DbusFailure(fate.error.type, fate.error.text)
  }
  return {
    intercept: ({ member }: DbusCall) => {
      counts.set(member, (counts.get(member) ?? 0) + 1)
      return pass(member)
    },
    delay: (ms: number, member = '') => void delays.set(member, ms),
    swallow: (member: string, times: number) => void due.set(member, { times }),
    fail: (member: string, error: { readonly type: string; readonly text: string }, times: number) =>
      void due.set(member, { times, error }),
    calls: () => Object.fromEntries(counts),
  }
}
