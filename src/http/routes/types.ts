import { z } from 'zod'
import { maximumDurationMs } from '../../health/rules/duration.js'
import { isReadOnly } from '../../health/rules/reading-rules.js'
import { type SampleType, sampleTypes } from '../../health/type.js'
import { answers, listSchema } from '../answers.js'
import { forPrograms } from '../guard/boundary.js'
import type { HttpApp } from '../http-parts.js'

const families = [...new Set(sampleTypes.map(({ family }) => family))]

const typeJsonSchema = z.strictObject({
  name: z.string(),
  family: z.enum(families),
  aliases: z.array(z.string()).meta({ description: 'other names that are accepted' }),
  unit: z.string().optional().meta({ description: 'the canonical unit' }),
  dimension: z.string().optional(),
  aggregation: z.string().optional(),
  values: z.record(z.string(), z.number()).optional().meta({ description: 'the cases of a category by name' }),
  readOnly: z.boolean().optional().meta({ description: 'whether programs cannot be let save such samples' }),
  maximumDuration: z.number().optional().meta({ description: 'seconds; left out when samples may last for ever' }),
})
type TypeJson = z.infer<typeof typeJsonSchema>

const durationOf = (type: SampleType) => {
  const longest = maximumDurationMs(type)
  return Number.isFinite(longest) ? { maximumDuration: longest / 1_000 } : {}
}

const typeJson = (type: SampleType): TypeJson => {
  const { identifier, ...facts } = type
  const readOnly = 'readOnly' in type || isReadOnly(type) ? { readOnly: isReadOnly(type) } : {}
  return { ...facts, ...readOnly, ...durationOf(type), aliases: [identifier] }
}

export const typesRoutes = (app: HttpApp): void => {
  const items = sampleTypes.map(typeJson)
  app.get(
    '/types',
    {
      ...forPrograms,
      schema: { tags: ['types'], summary: 'Every sample type', response: answers({ 200: listSchema(typeJsonSchema) }) },
    },
    () => ({ items }),
  )
}
