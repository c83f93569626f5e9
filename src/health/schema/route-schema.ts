import { z } from 'zod'
import { locationsMax } from '../kinds/location.js'
import { parseInstant } from '../time.js'
import { uuidPattern } from '../uuid.js'
import { factFields, hasSoundMetadata, instantSchema, lasts, typeSchema } from './reading-facts.js'

const unlessNegative = 'left out, or negative, where it is not known'

const locationSchema = z.strictObject({
  time: instantSchema,
  latitude: z.number().min(-90).max(90).meta({ description: 'degrees of WGS 84' }),
  longitude: z.number().min(-180).max(180).meta({ description: 'degrees of WGS 84' }),
  altitude: z.number().optional().meta({ description: 'm above sea level' }),
  horizontalAccuracy: z.number().min(0).optional().meta({ description: 'm' }),
  verticalAccuracy: z
    .number()
    .optional()
    .meta({ description: `m; ${unlessNegative}` }),
  speed: z
    .number()
    .optional()
    .meta({ description: `m/s; ${unlessNegative}` }),
  speedAccuracy: z
    .number()
    .optional()
    .meta({ description: `m/s; ${unlessNegative}` }),
  course: z
    .number()
    .lt(360)
    .optional()
    .meta({ description: `degrees from true north; ${unlessNegative}` }),
  courseAccuracy: z
    .number()
    .optional()
    .meta({ description: `degrees; ${unlessNegative}` }),
})

const routeFields = z.strictObject({
  type: typeSchema('workoutRoute'),
  start: instantSchema.optional().meta({ description: 'the first location when left out' }),
  ...factFields,
  workout: z.string().regex(uuidPattern).meta({ description: 'the workout that the route belongs to' }),
  locations: z.array(locationSchema).min(1).max(locationsMax).meta({ description: 'in any order' }),
})

function spansLocations({ start, end, locations, ...route }: z.infer<typeof routeFields>): boolean {
  const times = locations.map(({ time }) => parseInstant(time) ?? Number.NaN)
  const first = times.reduce((a, b) => Math.min(a, b), Infinity)
  const last = times.reduce((a, b) => Math.max(a, b), -Infinity)
  const from = start === undefined ? first : (parseInstant(start) ?? Number.NaN)
  const to = end === undefined ? last : (parseInstant(end) ?? Number.NaN)
  return lasts(route, from, to) && from <= first && to >= last
}

/** Where a workout went. */
export const workoutRouteSchema = routeFields
  .refine(spansLocations, 'has locations outside its time')
  .refine(hasSoundMetadata, 'has metadata of a wrong kind')
