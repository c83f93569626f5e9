import { HealthError } from '../../../src/health/error.js'
import type { Bluetooth } from '../bluetooth.js'
import { blink } from './blink.js'
import type { BluetoothParts } from './bluetooth-parts.js'
import { figuresOf } from './figures.js'
import { asHealthError } from './health-error.js'
import { limits } from './limits.js'
import { pause, within } from './patience.js'
import type { SensorLink } from './sensor/sensor-link.js'
import { Supervisor } from './supervisor.js'

/** Begins to look after sensors: none yet, until they are added. */
export const openBluetooth = (parts: BluetoothParts): Bluetooth => {
  const supervisor = new Supervisor(parts)
  const { links, near, adapters } = supervisor
  const { radio, timers } = parts
  let closing: Promise<void> | undefined

  const linkOf = (device: string): SensorLink => {
    const link = links.get(device)
    if (link === undefined) throw new HealthError('notFound', `no sensor ${device} is known`)
    return link
  }
  const asked = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      throw asHealthError(error)
    }
  }
  const close = async (): Promise<void> => {
    // What does not end in time is left to the radio, which ends with its own links.
    await within(timers, limits.close, supervisor.close()).catch(() => undefined)
  }
  return {
    state: () => supervisor.state(),
    adapters: () => radio.adapters(),
    sensors: () => [...links.values()].map((link) => link.status()),
    near: () => near.list(),
    async scan(seconds) {
      const fault = adapters.fault()
      if (fault !== undefined) throw asHealthError(fault)
      const stop = supervisor.scan()
      await pause(timers, seconds * 1_000)
      stop()
      return near.list()
    },
    add(sensor) {
      if (links.has(sensor.device)) throw new HealthError('conflict', `${sensor.device} is here already`)
      supervisor.add(sensor)
    },
    change: (device, settings) => linkOf(device).change(settings),
    remove: (device) => supervisor.remove(device),
    blink: (address, seconds, signal) => blink(supervisor, parts, { address, seconds, signal }),
    control: (device, command) => asked(linkOf(device).trainer.command(command)),
    trainer: (device) => links.get(device)?.trainer.status(),
    zeroOffset: (device) => asked(linkOf(device).trainer.zeroOffset()),
    subscribe: (listener) => supervisor.subscribe(listener),
    figures: () => figuresOf(supervisor),
    close() {
      closing ??= close()
      return closing
    },
  }
}
