import { z } from 'zod'
import { slugPattern } from '../slug.js'
import { findType } from '../type.js'

const mostTypes = 150
const mostNames = 20

const isCollectable = (name: string): boolean => {
  const family = findType(name)?.family
  return family === 'quantity' || family === 'heartbeatSeries' || family === 'workoutRoute'
}

const typeField = z
  .string()
  .refine(isCollectable, 'is not a type that a workout collects')
  .transform((name) => findType(name)?.name ?? name)

const namesField = z.array(z.string().regex(slugPattern, 'is not a slug')).min(1).max(mostNames).optional()

/** What a workout is to collect, by type: yes, no, or only of some sources or devices. */
export const collectField = z
  .record(typeField, z.union([z.boolean(), z.strictObject({ sources: namesField, devices: namesField })]))
  .refine((collect) => Object.keys(collect).length <= mostTypes, `names more than ${mostTypes} types`)
  .meta({ description: 'what is collected by type: true, false, or only of some `sources` or `devices`' })
