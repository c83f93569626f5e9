import { expect } from 'vitest'
import type { Characteristic, GattUuid, Peripheral, Radio, RadioEvent } from '../../../../devices/ble/radio/radio.js'
import {
  adapterAddress,
  type DoubleHarness,
  type DoubleOptions,
  openDoubleHarness,
  strapAddress,
} from './double-harness.js'

/** A radio above the double, with what it told, and the ways that a test goes again and again. */
export interface RadioTrial extends DoubleHarness {
  /** Of the strap. */
  readonly id: string
  told(type: RadioEvent['type']): number
  until(type: RadioEvent['type'], times?: number): Promise<void>
  values(): readonly (readonly number[])[]
  peripheral(): Peripheral | undefined
  hear(): Promise<void>
  /** Connects, resolves, and walks. */
  connect(): Promise<readonly Characteristic[]>
  /** Connects and asks for heart rates; resolves with their handle once one was told. */
  stream(): Promise<string>
}

export const handleOf = (all: readonly Characteristic[], uuid: GattUuid): string =>
  all.find((each) => each.uuid === uuid)?.handle ?? 'none'

/** Looked for often: a thousand reconnections wait for it three times each. */
const soon = { interval: 4 }

/** What would make a test wait, in ms. */
const quick = { connect: 400, disconnect: 400, value: 400, pair: 400 }

export async function openTrial(options: DoubleOptions = {}): Promise<RadioTrial> {
  const harness = await openDoubleHarness({ ...options, limits: { ...quick, ...options.limits } })
  const { radio } = harness
  const events: RadioEvent[] = []
  radio.subscribe((event) => events.push(event))
  const id = `${adapterAddress}/${strapAddress}`
  const told = (type: RadioEvent['type']): number => events.filter((event) => event.type === type).length
  const values = () => events.flatMap((event) => (event.type === 'value' ? [[...event.value]] : []))
  const peripheral = () => radio.peripherals().find(({ address }) => address === strapAddress)
  const hear = () => hearOf(radio, peripheral)
  const connect = async (): Promise<readonly Characteristic[]> => {
    if (peripheral() === undefined) await hear()
    await radio.connect(id)
    await expect.poll(() => peripheral()?.resolved, soon).toBe(true)
    return radio.characteristics(id)
  }
  const stream = async (): Promise<string> => {
    const handle = handleOf(await connect(), '2A37')
    await radio.startNotify(handle)
    const before = told('value')
    await harness.notify('2A37', Uint8Array.of(0, 60))
    await expect.poll(() => told('value')).toBe(before + 1)
    return handle
  }
  const until = (type: RadioEvent['type'], times = 1) => expect.poll(() => told(type), soon).toBe(times)
  return { ...harness, id, told, until, values, peripheral, hear, connect, stream }
}

async function hearOf(radio: Radio, peripheral: () => Peripheral | undefined): Promise<void> {
  await radio.startScan(adapterAddress)
  await expect.poll(() => peripheral()?.rssi).toBeLessThan(0)
  await radio.stopScan(adapterAddress)
}
