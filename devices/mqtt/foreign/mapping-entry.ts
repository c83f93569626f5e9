import { z } from 'zod'
import { slugPattern } from '../../../src/health/slug.js'
import { mappingSchema } from './mapping-schema.js'

/** The mappings that come with the engine: the files of `config/mappings`. */
export const readyMappings = [
  'bangle',
  'esphome',
  'home-assistant',
  'openmqttgateway',
  'openrowingmonitor',
  'owntracks',
  'qz',
  'qz-bike',
  'qz-rower',
  'qz-treadmill',
  'theengs',
  'zigbee2mqtt',
] as const
export type ReadyMapping = (typeof readyMappings)[number]

const readyName = z.enum(readyMappings, { error: `is none of the ready mappings: ${readyMappings.join(', ')}` })

const useSchema = z.strictObject({
  use: readyName,
  workouts: z.boolean().default(false),
  publishers: z.array(z.string().regex(slugPattern, 'is not the name of a device')).min(1).max(64).optional(),
})

const schemaOf = (entry: unknown) => {
  if (typeof entry !== 'object' || entry === null) return readyName.transform((use) => ({ use, workouts: false }))
  return 'use' in entry ? useSchema : mappingSchema
}

function faultsIn({ issues }: z.ZodError): { readonly path: PropertyKey[]; readonly message: string }[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key], message: 'is not a known key' }))
      : [{ path: [...issue.path], message: issue.message }],
  )
}

/**
 * One entry of `mqtt.mappings`: the name of a ready mapping, `{ "use": name }` with what is to be different, or a mapping.
 * Judged by the one of the three that it is meant to be, so that a fault is named where it is.
 */
export const mappingEntrySchema = z.unknown().transform((entry, context) => {
  const schema: z.ZodType<z.infer<typeof useSchema> | z.infer<typeof mappingSchema>> = schemaOf(entry)
  const parsed = schema.safeParse(entry)
  if (parsed.success) return parsed.data
  for (const { path, message } of faultsIn(parsed.error)) context.addIssue({ code: 'custom', path, message })
  return z.NEVER
})

/** The file of a ready mapping. */
export const readyFileSchema = z.strictObject({
  name: z.string().min(1),
  /** The project, and the version that was read. */
  source: z.string().min(1),
  comment: z.string().min(1),
  mappings: z.array(mappingSchema).min(1),
})
