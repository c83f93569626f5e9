import { z } from 'zod'
import { findMetadataKey, type MetadataKey } from '../../health/rules/metadata-keys.js'
import type { Metadata, MetadataValue } from '../../health/sample.js'
import { isoTime, parseInstant } from '../../health/time.js'

const unquoted = (text: string): string => (/^".*"$/.test(text) ? text.slice(1, -1) : text)

/** `true`, `false` and numbers mean themselves; quotes around them make text of them. */
const customValue = (text: string): MetadataValue => {
  if (text === 'true' || text === 'false') return text === 'true'
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? Number(text) : unquoted(text)
}

const dateValue = (text: string): string => {
  const at = parseInstant(text)
  return at === undefined ? text : isoTime(at)
}

/** What a text means as the value of a key, which for HealthKit's keys is known; a case may be given by its name. */
const meant = (key: MetadataKey | undefined, text: string): MetadataValue => {
  if (key?.valueType === 'string') return unquoted(text)
  if (key?.valueType === 'date') return dateValue(unquoted(text))
  return key?.cases?.[text] ?? customValue(text)
}

/** `KEY=VALUE` conditions as metadata is kept: HealthKit's keys, in any of their spellings, by their short names. */
export const metadataConditions = z
  .record(z.string(), z.string())
  .transform(
    (conditions): Metadata =>
      Object.fromEntries(
        Object.entries(conditions).map(([spelling, text]) => {
          const key = findMetadataKey(spelling)
          return [key?.name ?? spelling, meant(key, text)]
        }),
      ),
  )
  .meta({ description: 'given as metadata.KEY=VALUE' })
