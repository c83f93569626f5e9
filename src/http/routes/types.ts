import { z } from 'zod'
import { holdLimitMs, lastHoldMs } from '../../health/hold-limit.js'
import { maximumDurationMs } from '../../health/rules/duration.js'
import { isReadOnly } from '../../health/rules/reading-rules.js'
import { type SampleType, sampleTypes } from '../../health/type.js'
import { answers, listSchema } from '../answers.js'
import { forPrograms } from '../guard/boundary.js'
import type { HttpApp } from '../http-parts.js'

const families = [...new Set(sampleTypes.map(({ family }) => family))]

const holdText = `seconds that an instant counts in an average over time when no next one comes; the last counts ${lastHoldMs / 1_000}`

const typeJsonSchema = z.strictObject({
  name: z.string(),
  family: z.enum(families),
  aliases: z.array(z.string()).meta({ description: 'other names that are accepted' }),
  unit: z.string().optional().meta({ description: 'the canonical unit' }),
  dimension: z.string().optional(),
  aggregation: z.string().optional(),
  holdLimit: z.number().optional().meta({ description: holdText }),
  values: z.record(z.string(), z.number()).optional().meta({ description: 'the cases of a category by name' }),
  readOnly: z.boolean().optional().meta({ description: 'whether programs cannot be let save such samples' }),
  maximumDuration: z.number().optional().meta({ description: 'seconds; left out when samples may last for ever' }),
})
type TypeJson = z.infer<typeof typeJsonSchema>

const durationOf = (type: SampleType) => {
  const longest = maximumDurationMs(type)
  return Number.isFinite(longest) ? { maximumDuration: longest / 1_000 } : {}
}

/** How long an instant holds; only what is averaged over time has such a limit. */
const holdOf = (type: SampleType): Pick<TypeJson, 'holdLimit'> => {
  if (type.family !== 'quantity') return {}
  const isHeld = type.aggregation !== 'cumulative' && type.aggregation !== 'discreteArithmetic'
  return isHeld ? { holdLimit: holdLimitMs(type.name) / 1_000 } : {}
}

const typeJson = (type: SampleType): TypeJson => {
  const { identifier, ...facts } = type
  const readOnly = 'readOnly' in type || isReadOnly(type) ? { readOnly: isReadOnly(type) } : {}
  return { ...facts, ...readOnly, ...durationOf(type), ...holdOf(type), aliases: [identifier] }
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
