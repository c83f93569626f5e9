import { z } from 'zod'
import { liveWorkoutJsonSchema, zoneJsonSchema } from '../health/json/json-schema.js'
import { endableIteration } from '../health/person/iteration.js'
import { preferredUnitsSchema } from '../health/person/preferred-units.js'
import type { Abortable } from '../health/person/queries.js'
import { deviceJsonSchema } from '../http/device-json.js'
import type { Scope } from './reads.js'
import { checked } from './transport/answer.js'
import { follow } from './transport/follow.js'
import { pathOf } from './transport/transport.js'

const liveSampleSchema = z.strictObject({
  type: z.string(),
  value: z.number().nullable().meta({ description: 'null once it is stale' }),
  unit: z.string(),
  at: z.string(),
  start: z.string(),
  end: z.string(),
  source: z.string(),
  device: z.string().optional(),
  stale: z.boolean(),
})

const liveSourceSchema = z.strictObject({ source: z.string(), device: z.string().optional() })

const sourceChangeSchema = z.strictObject({
  type: z.string(),
  from: liveSourceSchema,
  to: liveSourceSchema,
  at: z.string(),
  reason: z.enum(['stale', 'returned', 'preferred']).meta({
    description: 'the one before fell silent; a better one is steady again; a better one is there',
  }),
})

const zoneChangeSchema = z.strictObject({
  session: z.string(),
  type: z.string(),
  from: z.int().nullable().meta({ description: 'index of the zone from 0; null is none' }),
  to: z.int().nullable(),
  at: z.string(),
  zones: z.array(zoneJsonSchema),
})

const schemas = {
  sample: liveSampleSchema,
  source: sourceChangeSchema,
  zone: zoneChangeSchema,
  session: liveWorkoutJsonSchema.nullable(),
  device: deviceJsonSchema,
  units: preferredUnitsSchema,
} as const
type Schemas = typeof schemas

/**
 * Something of a person's present: a value, another source for one, another zone that it is in, the workout that is going on (null: none), a device,
 * other units to show values in.
 */
export type LiveEvent = {
  [Name in keyof Schemas]: { readonly event: Name; readonly data: z.output<Schemas[Name]> }
}[keyof Schemas]

const isKnown = (event: string): event is keyof Schemas => Object.hasOwn(schemas, event)

/** A person's present: first all of it, then every change; after a cut all of it again. */
export const clientLive =
  ({ transport, user }: Scope) =>
  ({ signal: given }: Abortable = {}): AsyncIterableIterator<LiveEvent> =>
    endableIteration(async function* (signal) {
      // A newer daemon may tell of more.
      for await (const { event = '', data } of follow(transport, { path: pathOf`/v1/users/${user}/live` }, signal))
        if (isKnown(event)) yield { event, data: checked(schemas[event], JSON.parse(data)) } as LiveEvent
    }, given)
