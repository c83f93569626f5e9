import { z } from 'zod'
import { enumerations } from '../data/enumerations.js'
import type { Cases } from '../kinds/member-rules.js'
import { caseSchema } from './case-schema.js'
import { endsInTime, factFields, hasSoundMetadata, instantSchema, typeSchema } from './reading-facts.js'

const several = (cases: Cases) => z.array(caseSchema(cases)).max(Object.keys(cases).length).optional()

/** How somebody felt, at an instant. */
export const stateOfMindSchema = z
  .strictObject({
    type: typeSchema('stateOfMind'),
    start: instantSchema,
    ...factFields,
    kind: caseSchema(enumerations.HKStateOfMindKind),
    valence: z.number().min(-1).max(1),
    labels: several(enumerations.HKStateOfMindLabel),
    associations: several(enumerations.HKStateOfMindAssociation),
  })
  .refine(endsInTime, 'does not end when it begins')
  .refine(hasSoundMetadata, 'has metadata of a wrong kind')
