import { z } from 'zod'
import { HealthError } from '../../health/error.js'
import { endedWorkout } from '../../health/exercise/ended-workout.js'
import { liveWorkoutJsonSchema } from '../../health/json/json-schema.js'
import { liveWorkoutJson } from '../../health/json/workout-json.js'
import type { WorkoutSample } from '../../health/sample.js'
import { collectField } from '../../health/schema/collect-field.js'
import {
  activityConfigurationFields,
  activityTypeField,
  automaticLapFields,
  commandMetadataField,
  instantField,
  locationField,
  motionFields,
  swimmingLocationField,
} from '../../health/schema/command-fields.js'
import { ownZonesField } from '../../health/schema/zones-field.js'
import { type FinishStep, type LiveWorkout, sessionEventNames } from '../../health/workout.js'
import { chosenPlan } from '../../plans/kept/chosen-plan.js'
import { planChoiceSchema } from '../../plans/plan-schema.js'
import { keptSteps } from '../../session/closing/finish-steps.js'
import { conflictPolicies, type SessionEvent } from '../../session/sessions.js'
import { answers } from '../answers.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { idParams, userParams } from '../query.js'
import { findWorkout } from '../samples/workout-records.js'
import { commandHeaders, commandId, idOf } from './command-id.js'

const tags = ['sessions']
const startSchema = z.strictObject({
  activityType: activityTypeField,
  location: locationField.default('unknown'),
  start: instantField.optional(),
  swimmingLocation: swimmingLocationField.optional(),
  prepare: z.boolean().optional().meta({ description: 'sensors warm up, nothing is recorded until the event `start`' }),
  zones: ownZonesField.optional().meta({ description: 'of this workout alone, before those of the person' }),
  collect: collectField.optional(),
  plan: planChoiceSchema.optional().meta({ description: 'a plan to follow, or the id of a kept one' }),
  ...automaticLapFields,
  ...motionFields,
  onConflict: z.enum(conflictPolicies).optional().meta({
    description: 'when a workout is going on: refuse (default), finish and save that one first, or run beside it',
  }),
  ...commandId,
  takeOver: z
    .boolean()
    .optional()
    .meta({ description: 'go on with the workout that another device began, when there is one' }),
})
const eventSchema = z.strictObject({
  event: z.enum(sessionEventNames),
  at: instantField.optional(),
  configuration: z
    .strictObject(activityConfigurationFields)
    .optional()
    .meta({ description: 'of beginActivity; what is left out is as in the workout' }),
  metadata: commandMetadataField.optional(),
  end: instantField.optional().meta({ description: 'of a lap or a segment with a length' }),
  ...commandId,
})

const noSession = () => new HealthError('notFound', 'there is no such session')

type SessionId = z.infer<typeof idParams>

const stepsOf = ({ metadata, end }: WorkoutSample): readonly FinishStep[] =>
  keptSteps(metadata) ?? [{ step: 'end', at: end, ok: true }]

/** What is `at` for a session's own words is `start` in the body. */
const pointAtStart = (error: unknown): never => {
  if (!(error instanceof HealthError)) throw error
  const errors = error.errors.map((fault) => (fault.pointer === '/at' ? { ...fault, pointer: '/start' } : fault))
  throw new HealthError(error.code, error.message, errors, error.cause)
}

/** The session with this id, the ended ones included. */
const findSession = async ({ sessions, store }: HttpParts, { user, id }: SessionId): Promise<LiveWorkout> => {
  const active = sessions.find(id)
  if (active?.user === user) return active
  const ended = await findWorkout(store, user, id)
  if (ended === undefined) throw noSession()
  return endedWorkout(user, ended.workout)
}

/** Says something to a session with this id, which may have ended. */
export const send = async (
  { sessions, store }: HttpParts,
  { user, id }: SessionId,
  event: SessionEvent,
): Promise<LiveWorkout> => {
  if (sessions.find(id)?.user === user) return sessions.send(user, event, id)
  const again = event.id === undefined ? undefined : await sessions.answered(user, event.id)
  if (again !== undefined) return again
  const ended = await findWorkout(store, user, id)
  if (ended === undefined) throw noSession()
  // Asked again, a finish answers what it did.
  if (event.event === 'finish') return { ...endedWorkout(user, ended.workout), steps: stepsOf(ended) }
  throw new HealthError('invalidTransition', 'the session is ended and allows nothing', [
    { pointer: '/event', message: 'is not allowed: ended allows nothing' },
  ])
}

/** The workout that is going on. */
export const sessionsRoutes = (app: HttpApp, parts: HttpParts): void => {
  const { sessions, plans } = parts

  app.post(
    '/sessions',
    {
      schema: {
        tags,
        summary: 'Start a workout',
        params: userParams,
        headers: commandHeaders,
        body: startSchema,
        response: answers({ 201: liveWorkoutJsonSchema }, 404, 409, 413, 415),
      },
    },
    async (request, reply) => {
      const { start, ...wanted } = { ...request.body, id: idOf(request) }
      const { user } = request.params
      const plan = chosenPlan(plans, user, wanted.plan)
      const started = sessions.start(user, { ...wanted, at: start, plan }).catch(pointAtStart)
      return reply.code(201).send(liveWorkoutJson(await started))
    },
  )

  app.get(
    '/sessions',
    {
      schema: {
        tags,
        summary: 'The workouts that are going on, oldest first',
        params: userParams,
        response: answers({ 200: z.strictObject({ items: z.array(liveWorkoutJsonSchema) }) }, 404),
      },
    },
    (request) => ({
      items: sessions
        .all()
        .filter(({ user }) => user === request.params.user)
        .map(liveWorkoutJson),
    }),
  )

  app.get(
    '/sessions/active',
    {
      schema: {
        tags,
        summary: 'The workout that is going on, the newest when several are',
        params: userParams,
        response: answers({ 200: liveWorkoutJsonSchema }, 404),
      },
    },
    (request) => {
      const active = sessions.active(request.params.user)
      if (active === undefined) throw noSession()
      return liveWorkoutJson(active)
    },
  )

  app.get(
    '/sessions/:id',
    {
      schema: {
        tags,
        summary: 'A session by its id',
        params: idParams,
        response: answers({ 200: liveWorkoutJsonSchema }, 404),
      },
    },
    async (request) => liveWorkoutJson(await findSession(parts, request.params)),
  )

  app.post(
    '/sessions/:id/events',
    {
      schema: {
        tags,
        summary: 'Pause, resume, mark a lap, end …; `finish` stops, waits for the last readings, saves and ends',
        params: idParams,
        headers: commandHeaders,
        body: eventSchema,
        response: answers({ 200: liveWorkoutJsonSchema }, 404, 409, 413, 415),
      },
    },
    async (request) => liveWorkoutJson(await send(parts, request.params, { ...request.body, id: idOf(request) })),
  )
}
