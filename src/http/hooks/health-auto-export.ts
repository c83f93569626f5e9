import { z } from 'zod'
import { HealthError } from '../../health/error.js'
import { answers } from '../answers.js'
import { forPrograms } from '../guard/boundary.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { userParams } from '../query.js'
import { saveReadings } from '../samples/readings.js'
import { exportBodySchema } from './export-body.js'
import { type Problem, readMetric, type Taken } from './export-metrics.js'
import { readWorkout, type TakenWorkout } from './export-workouts.js'
import { type Outcome, type TakeOver, takeOver, workoutReading } from './take-over.js'

const problemsShown = 100

const reportSchema = z.strictObject({
  samples: z.int().meta({ description: 'saved, new ones and those with a new value' }),
  workouts: z.int(),
  skipped: z.int().meta({ description: 'samples and workouts that were there already' }),
  problems: z
    .array(z.strictObject({ pointer: z.string(), message: z.string() }))
    .meta({ description: 'what was left out, and where it stands in the body; the first hundred' }),
})

type Body = z.infer<typeof exportBodySchema>

/** What could not even be read is counted here, all else by ingest. */
const count = ({ ingest }: TakeOver, problems: readonly Problem[]): void => {
  if (problems.length > 0) ingest.refuse('invalidArgument', problems.length)
}

async function takeMetrics(parts: TakeOver, { data }: Body, version: number): Promise<Outcome> {
  const taken: readonly Taken[] = data.metrics.map((metric, index) =>
    readMetric(metric, `/data/metrics/${index}`, version),
  )
  const problems = taken.flatMap((each) => each.problems)
  count(parts, problems)
  const outcome = await takeOver(
    parts,
    taken.flatMap(({ placed }) => placed),
  )
  return { ...outcome, problems: [...problems, ...outcome.problems] }
}

/** Saves a workout that is not there yet, with its route; whether it was new. */
async function saveWorkout(parts: TakeOver, { workout, route }: TakenWorkout): Promise<boolean> {
  const { store, ingest, owner } = parts
  if ((await store.find(owner.user, workout.id)) !== undefined) return false
  await saveReadings(ingest, owner, [workoutReading(workout)])
  if (route !== undefined) await saveReadings(ingest, owner, [route])
  return true
}

interface WorkoutsOutcome extends Outcome {
  readonly workouts: number
}

async function takeWorkout(
  parts: TakeOver,
  given: { entry: unknown; pointer: string; version: number },
): Promise<WorkoutsOutcome> {
  const { entry, pointer, version } = given
  const taken = readWorkout(entry, pointer, { source: parts.owner.source, version })
  if (typeof taken === 'string') {
    const problems = [{ pointer, message: taken }]
    count(parts, problems)
    return { workouts: 0, saved: 0, skipped: 0, problems }
  }
  count(parts, taken.problems)
  try {
    const isNew = await saveWorkout(parts, taken)
    const { saved, skipped, problems } = await takeOver(parts, taken.placed)
    const all = [...taken.problems, ...problems]
    return { workouts: isNew ? 1 : 0, saved, skipped: skipped + (isNew ? 0 : 1), problems: all }
  } catch (error) {
    if (!(error instanceof HealthError) || error.code === 'databaseInaccessible') throw error
    return { workouts: 0, saved: 0, skipped: 0, problems: [...taken.problems, { pointer, message: error.message }] }
  }
}

async function takeAll(parts: TakeOver, body: Body, version: number): Promise<z.infer<typeof reportSchema>> {
  const metrics = await takeMetrics(parts, body, version)
  let [workouts, samples, skipped] = [0, metrics.saved, metrics.skipped]
  const problems = [...metrics.problems]
  for (const [index, entry] of body.data.workouts.entries()) {
    const one = await takeWorkout(parts, { entry, pointer: `/data/workouts/${index}`, version })
    workouts += one.workouts
    samples += one.saved
    skipped += one.skipped
    problems.push(...one.problems)
  }
  return { samples, workouts, skipped, problems: problems.slice(0, problemsShown) }
}

/**
 * Takes what the app Health Auto Export sends by itself. It cannot mend what is wrong and sends everything again next
 * time, so what can be read is taken and the rest is told: the app shows any answer but 2xx as a failure of the whole.
 */
export const healthAutoExportRoutes = (app: HttpApp, { ingest, clock }: HttpParts): void => {
  app.post(
    '/hooks/health-auto-export',
    {
      ...forPrograms,
      schema: {
        tags: ['samples'],
        summary: 'Take over what the app Health Auto Export sends: metrics and workouts, as far as they can be read',
        params: userParams,
        body: exportBodySchema,
        response: answers({ 200: reportSchema }, 404, 413, 415),
      },
    },
    ({ params, principal, program, store, body }) => {
      const owner = { user: params.user, source: principal.name, program }
      return takeAll({ store, ingest, owner }, body, clock())
    },
  )
}
