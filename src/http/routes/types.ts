import { z } from 'zod'
import { type SampleType, sampleTypes } from '../../health/type.js'
import { answers, listSchema } from '../answers.js'
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
  readOnly: z.boolean().optional(),
})
type TypeJson = z.infer<typeof typeJsonSchema>

const typeJson = ({ identifier, ...type }: SampleType): TypeJson => ({ ...type, aliases: [identifier] })

export const typesRoutes = (app: HttpApp): void => {
  const items = sampleTypes.map(typeJson)
  app.get(
    '/types',
    {
      schema: { tags: ['types'], summary: 'Every sample type', response: answers({ 200: listSchema(typeJsonSchema) }) },
    },
    () => ({ items }),
  )
}
