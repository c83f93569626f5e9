import type { AppleOrigin } from '../../exchange/apple/finding.js'
import type { DeviceProperties } from '../../health/origin.js'
import type { OriginBook } from '../../store/origins.js'
import { slugOf } from '../origin.js'
import { identityUuid } from './identity.js'

/** Where samples of an export come from, as the store names it. */
export interface ExportOrigin {
  /** A slug: of `Simon’s Apple Watch`, `simon-s-apple-watch`. */
  readonly source: string
  readonly version?: string | undefined
  readonly device?: string | undefined
  readonly properties?: DeviceProperties | undefined
  /** The same for what is of the same origin in all. */
  readonly key: string
}

const hashLength = 12

/** A name in letters that no slug has is known by its hash. */
const slugOfName = (name: string): string => slugOf([name]) ?? `source-${identityUuid([name]).slice(-hashLength)}`

const textMax = 256

const short = (properties: DeviceProperties): DeviceProperties =>
  Object.fromEntries(Object.entries(properties).map(([name, text]) => [name, text?.slice(0, textMax)]))

/** What an export's record says of its origin, in the store's terms. */
export function exportOrigin({ source: { name, version }, device }: AppleOrigin): ExportOrigin {
  const named = device?.name ?? device?.model ?? device?.manufacturer
  const facts = {
    source: slugOfName(name),
    version: version?.slice(0, textMax),
    ...(device !== undefined && named !== undefined && { device: slugOfName(named), properties: short(device) }),
  }
  return { ...facts, key: JSON.stringify(facts) }
}

const knownMax = 1_000

/** The origins of an export: a few, that stand beside millions of samples. */
export class ExportOrigins {
  readonly #book: OriginBook
  readonly #known = new Map<AppleOrigin, ExportOrigin>()
  /** What was told of each source and device last. */
  readonly #told = new Map<string, string>()

  constructor(book: OriginBook) {
    this.#book = book
  }

  of(origin: AppleOrigin): ExportOrigin {
    const known = this.#known.get(origin)
    if (known !== undefined) return known
    const made = exportOrigin(origin)
    if (this.#known.size >= knownMax) this.#known.clear()
    this.#known.set(origin, made)
    return made
  }

  /** Tells the store what the next samples of this origin are of, unless it knows. */
  async describe({ source, version, device, properties }: ExportOrigin): Promise<void> {
    await this.#tell(`source ${source}`, version, () => this.#book.describeSource({ source, version }))
    if (device !== undefined && properties !== undefined)
      await this.#tell(`device ${device}`, properties, () => this.#book.describeDevice(device, properties))
  }

  async #tell(what: string, facts: unknown, tell: () => Promise<void>): Promise<void> {
    const text = JSON.stringify(facts) ?? ''
    if (this.#told.get(what) === text) return
    this.#told.set(what, text)
    // One of so many versions that no more are kept stays of the one before.
    await tell().catch(() => undefined)
  }
}
