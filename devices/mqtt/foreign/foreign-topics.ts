import { payloadJson, payloadText } from '../payload-json.js'
import { samplesBytesMax } from '../payloads.js'
import { compileMapping, type ForeignReport, type Mapping } from './mapping.js'
import type { MappingSettings } from './mapping-schema.js'
import { covers } from './topic-pattern.js'
import { Tracks } from './tracks.js'

/** What to subscribe to at an outside broker. */
export interface ForeignFilter {
  readonly filter: string
  readonly qos: 0 | 1
}

/** A message on a topic that is not ours. */
export interface ForeignMessage {
  readonly topic: string
  readonly payload: Uint8Array
  readonly retained: boolean
  /** Epoch ms. */
  readonly at: number
}

/** What messages of somebody else's making say, by the mappings of the configuration. */
export interface ForeignTopics {
  readonly filters: readonly ForeignFilter[]
  /** Whether a mapping takes this topic. */
  has(topic: string): boolean
  /**
   * Whether a registered device may publish there: as itself, where the topic alone says that it is this device, or as
   * one of the mapping's publishers. It has to be so by every mapping of the topic.
   */
  mayPublish(device: string, topic: string): boolean
  /** What it says of each device; throws `HealthError` when no mapping of its topic can read it. */
  read(message: ForeignMessage): readonly ForeignReport[]
}

const none: ForeignTopics = { filters: [], has: () => false, mayPublish: () => false, read: () => [] }

interface Matched {
  readonly mapping: Mapping
  readonly captures: readonly string[]
}

// The topics of devices are always the same few; behind an outside broker anybody can invent more of them.
const knownMax = 10_000

/**
 * The filters without those that others cover, so that a broker sends nothing twice. What has no time of its own is only
 * worth something at once: at level 0 a broker does not keep it for when we are back.
 */
function filtersOf(mappings: readonly Mapping[]): readonly ForeignFilter[] {
  const all = [...new Set(mappings.map(({ filter }) => filter))]
  const widest = all.filter((filter) => !all.some((other) => other !== filter && covers(other, filter)))
  return widest.map((filter) => {
    const isTimed = mappings.some((mapping) => mapping.isTimed && covers(filter, mapping.filter))
    return { filter, qos: isTimed ? 1 : 0 }
  })
}

/** JSON when it is, else the text itself. `isDeep`: whether text alone is of no use. Throws as `payloadJson` does. */
function decode(payload: Uint8Array, isDeep: boolean): unknown {
  try {
    return payloadJson(payload, samplesBytesMax)
  } catch (error) {
    if (isDeep) throw error
    return payloadText(payload, samplesBytesMax)
  }
}

/** Opens the mappings; `base` is where our own topics are, which are never foreign. */
export function openForeignTopics(settings: readonly MappingSettings[], base: string): ForeignTopics {
  if (settings.length === 0) return none
  const mappings = settings.map(compileMapping)
  const tracks = new Tracks()
  const known = new Map<string, readonly Matched[]>()

  const find = (topic: string): readonly Matched[] =>
    topic === base || topic.startsWith(`${base}/`)
      ? []
      : mappings.flatMap((mapping) => {
          const captures = mapping.match(topic)
          return captures === undefined ? [] : [{ mapping, captures }]
        })
  const matched = (topic: string): readonly Matched[] => {
    const found = known.get(topic) ?? find(topic)
    if (known.size >= knownMax) known.clear()
    known.set(topic, found)
    return found
  }
  return {
    filters: filtersOf(mappings),
    has: (topic) => matched(topic).length > 0,
    mayPublish: (device, topic) => {
      const found = matched(topic)
      const isOf = ({ mapping, captures }: Matched): boolean =>
        mapping.publishers.includes(device) || mapping.deviceOf(captures) === device
      return found.length > 0 && found.every(isOf)
    },
    read: ({ topic, payload, retained, at }) => {
      const found = matched(topic)
      // What is taken back says nothing.
      if (found.length === 0 || payload.byteLength === 0) return []
      const content = decode(
        payload,
        found.every(({ mapping }) => mapping.isDeep),
      )
      return found.flatMap(
        ({ mapping, captures }) => mapping.read({ captures, payload: content, retained, at, tracks }) ?? [],
      )
    },
  }
}
