import { z } from 'zod'
import type { SampleJson } from '../../health/json/json-schema.js'
import { sampleJson } from '../../health/json/sample-json.js'
import type { Sample } from '../../health/sample.js'
import type { HealthStore } from '../../store/health-store.js'
import { listOf } from '../query.js'

/** What samples are told with, when it is asked for. */
export const include = listOf(z.enum(['origin']))
  .optional()
  .meta({ description: '`origin`: the revision of the source and the properties of the device' })

interface Asked {
  readonly user: string
  readonly unit?: string | undefined
  readonly include?: readonly 'origin'[] | undefined
}

/** Samples as the API gives them, with their origin when that is wanted. */
export const toldSamples = async (
  store: Pick<HealthStore, 'origins'>,
  { user, unit, include: wanted }: Asked,
  samples: readonly Sample[],
): Promise<SampleJson[]> => {
  const told = samples.map((sample) => sampleJson(sample, unit))
  if (wanted?.includes('origin') !== true) return told
  const origins = await store.origins.of(
    user,
    samples.map(({ uuid }) => uuid),
  )
  return told.map((sample, at) => {
    const origin = origins[at]
    return origin === undefined ? sample : { ...sample, origin }
  })
}
