import { z } from 'zod'
import { CivilDays } from '../../activity/civil-days.js'
import { loadsOf } from '../../activity/day-loads.js'
import { PersonalRecords } from '../../activity/personal-records.js'
import { civilDaysOf, daysOver } from '../../activity/window.js'
import { workoutsIn } from '../../activity/workouts.js'
import { HealthError, invalidArgument } from '../../health/error.js'
import { activityTypeField } from '../../health/schema/command-fields.js'
import { isoTime } from '../../health/time.js'
import { answers, listSchema } from '../answers.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { span, userParams } from '../query.js'
import { daysMax, daysQuerySchema } from './summary-page.js'

const tags = ['activity']

const recordSchema = z.strictObject({
  activityType: z.string(),
  figure: z.string().meta({ description: 'a name of `metrics`, `duration` or `distance`' }),
  value: z.number(),
  unit: z.string(),
  workout: z.uuid(),
  activity: z.uuid().optional().meta({ description: 'of a sport of several: the activity in that workout' }),
  at: z.iso.datetime().meta({ description: 'when the workout or activity began' }),
})

const loadSchema = z.strictObject({
  date: z.iso.date().meta({ description: "a day of the person's calendar" }),
  load: z
    .number()
    .meta({ description: 'Training Stress Score of its workouts, of those without power training impulse' }),
  trainingStressScore: z.number(),
  trainingImpulse: z.number().meta({ description: 'of the workouts without a Training Stress Score' }),
  fitness: z.number().meta({ description: 'exponentially weighted average of 42 days' }),
  fatigue: z.number().meta({ description: 'exponentially weighted average of 7 days' }),
  form: z.number().meta({ description: 'fitness less fatigue of the day before' }),
  workouts: z.array(z.uuid()),
  unmeasured: z
    .array(z.strictObject({ workout: z.uuid(), reason: z.string() }))
    .meta({ description: 'workouts that tell of no load, and why' }),
})

/** A person's best, and what their workouts make of them. */
export const formRoutes = (app: HttpApp, { store, clock, users }: HttpParts): void => {
  app.get(
    '/records',
    {
      schema: {
        tags,
        summary: 'Personal records: the best of each figure among the workouts of an activity',
        params: userParams,
        querystring: z.strictObject({ activityType: activityTypeField.optional(), ...span }),
        response: answers({ 200: listSchema(recordSchema) }, 404),
      },
    },
    async ({ params: { user }, query }) => {
      const records = new PersonalRecords()
      const { activityType, ...window } = query
      for await (const workout of workoutsIn({ store, user, ...window })) records.add(workout)
      const wanted = records.all.filter((record) => activityType === undefined || record.activityType === activityType)
      return { items: wanted.map((record) => ({ ...record, at: isoTime(record.at) })) }
    },
  )

  app.get(
    '/training-load',
    {
      schema: {
        tags,
        summary: "The load of each day of the person's calendar, with fitness, fatigue and form",
        params: userParams,
        querystring: daysQuerySchema,
        response: answers({ 200: listSchema(loadSchema) }, 404),
      },
    },
    async ({ params: { user }, query }) => {
      const person = users.get(user)
      if (person === undefined) throw new HealthError('notFound', 'there is no such user')
      const range = daysOver(new CivilDays(person), query, clock())
      if (range.end - range.first > daysMax)
        throw invalidArgument('over too many days', [{ pointer: '/start', message: `is over ${daysMax} days back` }])
      const loads = await loadsOf({ store, user, person }, range)
      const days = civilDaysOf(person, range)
      return { items: loads.flatMap((load, at) => (days[at] ? [{ ...load, date: days[at].date }] : [])) }
    },
  )
}
