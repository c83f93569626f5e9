import type { DeviceProperties } from '../../health/origin.js'
import type { XmlElement } from './document/element-parser.js'
import type { AppleOrigin } from './finding.js'
import { parseDevice } from './values/device-text.js'

/** As many as are remembered; an export has a few hundred. */
const rememberedMax = 5_000
const textMax = 256

/** The origins of an export's elements, an object for each: they stand in every line. */
export class Origins {
  /** By all that is said of the device but its place in memory, which is another in every line. */
  readonly #devices = new Map<string, DeviceProperties | undefined>()
  readonly #origins = new Map<string, AppleOrigin>()
  #lastAttributes: XmlElement['attributes'] | undefined
  #last: AppleOrigin | undefined

  of(attributes: XmlElement['attributes']): AppleOrigin {
    const last = this.#lastAttributes
    const isSame =
      last?.sourceName === attributes.sourceName &&
      last?.sourceVersion === attributes.sourceVersion &&
      last?.device === attributes.device
    if (isSame && this.#last !== undefined) return this.#last
    this.#lastAttributes = attributes
    this.#last = this.#find(attributes)
    return this.#last
  }

  #find({ sourceName = '', sourceVersion, device: text }: XmlElement['attributes']): AppleOrigin {
    const name = sourceName.slice(0, textMax)
    const version = sourceVersion?.slice(0, textMax)
    const device = text === undefined ? undefined : this.#device(text)
    const key = JSON.stringify([name, version, device])
    return remembered(this.#origins, key, () => ({
      source: { name, ...(version !== undefined && { version }) },
      device,
    }))
  }

  #device(text: string): DeviceProperties | undefined {
    return remembered(this.#devices, text.slice(text.indexOf('>')), () => parseDevice(text))
  }
}

function remembered<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
  const known = values.get(key)
  if (known !== undefined || values.has(key)) return known as Value
  if (values.size >= rememberedMax) values.clear()
  const made = make()
  values.set(key, made)
  return made
}
