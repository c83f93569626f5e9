import { z } from 'zod'
import { enumerations } from '../data/enumerations.js'
import { sensitivityPointsMax, testsMax } from '../kinds/audiogram.js'
import { areAscending, isRange } from '../kinds/audiogram-rules.js'
import { caseSchema } from './case-schema.js'
import { endsInTime, factFields, hasSoundMetadata, instantSchema, typeSchema } from './reading-facts.js'

const sensitivity = z.number().meta({ description: 'dBHL' })

const testSchema = z.strictObject({
  side: caseSchema(enumerations.HKAudiogramSensitivityTestSide),
  type: caseSchema(enumerations.HKAudiogramConductionType).optional(),
  masked: z.boolean().optional(),
  sensitivity,
  clampingRange: z
    .strictObject({ lowerBound: z.number().optional(), upperBound: z.number().optional() })
    .refine(isRange, 'has its lower bound not below the upper one')
    .optional(),
})

const pointSchema = z
  .strictObject({
    frequency: z.number().positive().meta({ description: 'Hz' }),
    leftEarSensitivity: sensitivity.optional().meta({ description: 'dBHL; of its first unmasked test when left out' }),
    rightEarSensitivity: sensitivity.optional(),
    tests: z.array(testSchema).max(testsMax).optional(),
  })
  .refine(
    ({ leftEarSensitivity, rightEarSensitivity, tests = [] }) =>
      leftEarSensitivity !== undefined || rightEarSensitivity !== undefined || tests.length > 0,
    'has no sensitivity',
  )

/** A hearing test. */
export const audiogramSchema = z
  .strictObject({
    type: typeSchema('audiogram'),
    start: instantSchema,
    ...factFields,
    sensitivityPoints: z.array(pointSchema).min(1).max(sensitivityPointsMax),
  })
  .refine(({ sensitivityPoints }) => areAscending(sensitivityPoints), 'has frequencies that do not ascend')
  .refine(endsInTime, 'ends before its start, or too long after it')
  .refine(hasSoundMetadata, 'has metadata of a wrong kind')
