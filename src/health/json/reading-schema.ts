import { z } from 'zod'
import { isPartOf, lackedBy, objectsMax } from '../rules/composition.js'
import { audiogramSchema } from '../schema/audiogram-schema.js'
import { categorySchema } from '../schema/category-schema.js'
import { electrocardiogramSchema } from '../schema/electrocardiogram-schema.js'
import { heartbeatSeriesSchema } from '../schema/heartbeat-schema.js'
import {
  areQuantities,
  endsInTime,
  factFields,
  hasSoundMetadata,
  instantSchema,
  typeSchema,
} from '../schema/reading-facts.js'
import { workoutRouteSchema } from '../schema/route-schema.js'
import { seriesSchema } from '../schema/series-schema.js'
import { stateOfMindSchema } from '../schema/state-of-mind-schema.js'
import { findType } from '../type.js'

// The schema of what `parseReadings` reads by hand. It describes the input in OpenAPI, and a test holds the two together.

const quantityFields = {
  type: typeSchema('quantity'),
  ...factFields,
  value: z.number(),
  unit: z.string().optional().meta({ description: 'the canonical unit when left out' }),
}

interface QuantityShape {
  readonly type: string
  readonly value: number
  readonly unit?: string | undefined
}

const isQuantity = ({ type, value, unit }: QuantityShape): boolean => areQuantities(type, unit, [value])

const quantitySchema = z
  .strictObject({ ...quantityFields, start: instantSchema })
  .refine(isQuantity, 'is not in a unit of the type')
  .refine(endsInTime, 'ends before its start, or too long after it')
  .refine(hasSoundMetadata, 'has metadata of a wrong kind')

const objectSchema = z
  .strictObject({
    ...quantityFields,
    start: instantSchema.optional().meta({ description: 'that of the correlation when left out' }),
  })
  .refine(isQuantity, 'is not in a unit of the type')
  .refine(hasSoundMetadata, 'has metadata of a wrong kind')

const correlationFields = z.strictObject({
  type: typeSchema('correlation'),
  start: instantSchema,
  ...factFields,
  objects: z.array(objectSchema).min(1).max(objectsMax),
})

type CorrelationShape = z.infer<typeof correlationFields>

function isComposed({ type, objects }: CorrelationShape): boolean {
  const found = findType(type)
  const types = objects.map((object) => findType(object.type)?.name ?? '')
  if (found?.family !== 'correlation') return false
  return types.every((part) => isPartOf(found.name, part)) && lackedBy(found.name, types).length === 0
}

const isOfOneOrigin = (shape: CorrelationShape): boolean =>
  shape.objects.every((object) =>
    (['source', 'device', 'timeZone'] as const).every(
      (name) => object[name] === undefined || object[name] === shape[name],
    ),
  )

const endTogether = ({ objects, ...shape }: CorrelationShape): boolean =>
  objects.every((object) =>
    endsInTime(object.start === undefined ? { ...object, start: shape.start, end: object.end ?? shape.end } : object),
  )

const correlationSchema = correlationFields
  .refine(isComposed, 'is not made of the samples that belong to it')
  .refine(isOfOneOrigin, 'has objects of another source or device')
  .refine((shape) => endsInTime(shape) && endTogether(shape), 'ends before its start, or too long after it')
  .refine(hasSoundMetadata, 'has metadata of a wrong kind')

/** A sample or a series as clients and devices send it (contracts.md § Values). */
export const readingSchema = z.union([
  quantitySchema,
  seriesSchema,
  categorySchema,
  correlationSchema,
  heartbeatSeriesSchema,
  workoutRouteSchema,
  electrocardiogramSchema,
  audiogramSchema,
  stateOfMindSchema,
])
