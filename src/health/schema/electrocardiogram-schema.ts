import { z } from 'zod'
import { enumerations } from '../data/enumerations.js'
import { electrocardiogramLeads, voltagesMax } from '../kinds/electrocardiogram.js'
import { areEven, averageHeartRateRange, frequencyRange, lengthOf } from '../kinds/electrocardiogram-rules.js'
import { parseInstant } from '../time.js'
import { caseSchema } from './case-schema.js'
import { factFields, hasSoundMetadata, instantSchema, lasts, typeSchema } from './reading-facts.js'

const leadSchema = z.array(z.number()).min(1).max(voltagesMax).meta({ description: 'V, evenly from the start on' })

const fields = z.strictObject({
  type: typeSchema('electrocardiogram'),
  start: instantSchema,
  ...factFields,
  classification: caseSchema(enumerations.HKElectrocardiogramClassification).optional(),
  symptomsStatus: caseSchema(enumerations.HKElectrocardiogramSymptomsStatus).optional(),
  averageHeartRate: z
    .number()
    .gt(averageHeartRateRange.above)
    .max(averageHeartRateRange.most)
    .optional()
    .meta({ description: 'count/min' }),
  samplingFrequency: z.number().gt(frequencyRange.above).max(frequencyRange.most).meta({ description: 'Hz' }),
  voltages: z
    .partialRecord(z.enum(electrocardiogramLeads), leadSchema)
    .meta({ description: 'of each lead, as many as of the others' }),
})
type Shape = z.infer<typeof fields>

const leadsOf = ({ voltages }: Shape) => Object.values(voltages).map((lead) => ({ voltages: lead }))

function hasLeads(shape: Shape): boolean {
  const leads = leadsOf(shape)
  const count = leads.reduce((sum, { voltages }) => sum + voltages.length, 0)
  return leads.length > 0 && areEven(leads) && count <= voltagesMax
}

function endsAfterVoltages(shape: Shape): boolean {
  const length = lengthOf(leadsOf(shape)[0]?.voltages.length ?? 0, shape.samplingFrequency)
  const start = parseInstant(shape.start) ?? Number.NaN
  const end = shape.end === undefined ? start + Math.ceil(length) : (parseInstant(shape.end) ?? Number.NaN)
  return lasts(shape, start, end) && start + Math.floor(length) <= end
}

/** An electrocardiogram. */
export const electrocardiogramSchema = fields
  .refine(hasLeads, 'has not as many voltages on every lead')
  .refine(endsAfterVoltages, 'ends before its last voltage, or too long after it')
  .refine(hasSoundMetadata, 'has metadata of a wrong kind')
