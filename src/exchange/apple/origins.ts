import type { DeviceProperties } from '../../health/origin.js'
import type { XmlElement } from './document/element-parser.js'
import type { AppleOrigin } from './finding.js'
import { parseDevice } from './values/device-text.js'
import { ownText } from './values/own-text.js'

/** As many of each as are remembered; an export has a few hundred. */
const rememberedMax = 2_000
const textMax = 256
const deviceTextMax = 4_096

const shortened = (sourceName: string, sourceVersion: string, device: string | undefined) => ({
  sourceName: sourceName.slice(0, textMax / 2),
  sourceVersion: sourceVersion.slice(0, textMax / 2),
  ...(device !== undefined && { device }),
})

/** The origins of an export's elements, an object for each: they stand in every line. */
export class Origins {
  /** By what is said of the device but its place in memory, which is another in every line. */
  readonly #devices = new Map<string, DeviceProperties | undefined>()
  readonly #origins = new Map<DeviceProperties | undefined, Map<string, AppleOrigin>>()
  readonly #known = new Map<string, DeviceProperties>()
  #remembered = 0

  of({ sourceName = '', sourceVersion = '', device: text }: XmlElement['attributes']): AppleOrigin {
    if (sourceName.length + sourceVersion.length > textMax) return this.of(shortened(sourceName, sourceVersion, text))
    const device = text === undefined ? undefined : this.#device(text)
    const origins = this.#origins.get(device) ?? new Map<string, AppleOrigin>()
    const key = `${sourceName}\u0000${sourceVersion}`
    const known = origins.get(key)
    if (known !== undefined) return known
    const version = sourceVersion === '' ? {} : { version: ownText(sourceVersion) }
    const origin: AppleOrigin = { source: { name: ownText(sourceName), ...version }, device }
    if (this.#remembered >= rememberedMax) this.#forget()
    this.#origins.set(device, origins.set(ownText(key), origin))
    this.#remembered += 1
    return origin
  }

  #device(text: string): DeviceProperties | undefined {
    const from = text.indexOf('>')
    const said = text.slice(from, from + deviceTextMax)
    const known = this.#devices.get(said)
    if (known !== undefined || this.#devices.has(said)) return known
    const device = this.#same(parseDevice(ownText(text.slice(0, deviceTextMax))))
    if (this.#devices.size >= rememberedMax) this.#devices.clear()
    this.#devices.set(ownText(said), device)
    return device
  }

  /** The one object of all devices of these properties: when a description was made is in it, too. */
  #same(device: DeviceProperties | undefined): DeviceProperties | undefined {
    if (device === undefined) return undefined
    const key = JSON.stringify(device)
    const known = this.#known.get(key) ?? device
    if (this.#known.size >= rememberedMax) this.#known.clear()
    this.#known.set(key, known)
    return known
  }

  #forget(): void {
    this.#origins.clear()
    this.#remembered = 0
  }
}
