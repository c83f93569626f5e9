import { z } from 'zod'
import { isoTime } from '../../health/time.js'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, command, UsageError } from '../command.js'
import { openClient } from '../daemon/client.js'
import { workoutNamed } from '../daemon/workout-named.js'
import { printJson } from '../text/output.js'
import { workoutFields } from '../text/workout-fields.js'
import { workoutText } from '../text/workout-text.js'
import { activityTypeWord, common, instantFlag, personUrl } from './flags.js'
import { printWorkouts } from './workouts.js'

const parts = z.object({ items: z.array(z.unknown()) })
const identified = z.object({ id: z.string(), start: z.string() })
const id = { type: 'positional', description: "the workout's id, or `latest`", required: true } as const

/** `vitald workout merge`: one workout of several. */
export const mergeCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'merge',
    summary: 'Make one workout of several; their samples stay',
    example: 'vitald workout merge 0193a7c0-5a1e-7000-8000-4f1d2b3c4d5e 0193a7e4-11f0-7000-8000-9a8b7c6d5e4f',
    args: {
      ...common,
      id: { type: 'positional', description: 'ids of the workouts; laps are those of the first', required: true },
      source: { type: 'string', description: 'what it is saved by', valueHint: 'slug' },
      activity: { type: 'string', description: 'what all of it was, if the records differ', valueHint: 'type' },
    },
    takesMore: true,
    async run({ _: workouts, user, source, activity, json, ...flags }) {
      const activityType = activity === undefined ? undefined : activityTypeWord(activity)
      const body = { workouts, source, activityType }
      const merged = await openClient(flags, ambient).post(personUrl(user, '/workouts/merge'), body)
      if (json) return printJson(merged, ambient)
      ambient.out.write(workoutText(workoutFields.parse(merged)))
    },
  })

const lapNumber = (given: string): number => {
  const lap = Number(given)
  if (Number.isInteger(lap) && lap > 0) return lap
  throw new UsageError(`--lap is the number of a lap, or several as 2,4, not ${given}`)
}

/** Where it is to be split: at times of the day of the workout, or after laps. */
function orderOf({ at, lap }: { readonly at?: string; readonly lap?: string }, start: number, ambient: Ambient) {
  if ((at === undefined) === (lap === undefined)) throw new UsageError('say where: either --at TIME or --lap N')
  if (lap !== undefined) return { laps: lap.split(',').map(lapNumber) }
  const thatDay = { ...ambient, clock: () => start }
  return {
    at: at
      ?.split(',')
      .flatMap((time) => instantFlag('at', time, thatDay) ?? [])
      .map(isoTime),
  }
}

/** `vitald workout split`: several workouts of one. */
export const splitCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'split',
    summary: 'Make several workouts of one; its samples stay',
    example: 'vitald workout split latest --at 18:05,18:40',
    args: {
      ...common,
      id,
      at: { type: 'string', description: "when: times of the workout's day, or ISO 8601", valueHint: 'time,…' },
      lap: { type: 'string', description: 'after which laps', valueHint: 'number,…' },
    },
    async run({ id: named, user, at, lap, json, ...flags }) {
      const where = { ...(at !== undefined && { at }), ...(lap !== undefined && { lap }) }
      orderOf(where, ambient.clock(), ambient)
      const client = openClient(flags, ambient)
      const workout = identified.parse(await workoutNamed(client, user, named))
      const order = orderOf(where, Date.parse(workout.start), ambient)
      const answer = await client.post(personUrl(user, `/workouts/${workout.id}/split`), order)
      if (json) return printJson(answer, ambient)
      printWorkouts(parts.parse(answer).items, ambient)
    },
  })

/** `vitald workout recompute`: a record made anew. */
export const recomputeCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'recompute',
    summary: 'Make the record of a workout anew, with samples that came after its end',
    example: 'vitald workout recompute latest',
    args: { ...common, id },
    async run({ id: named, user, json, ...flags }) {
      const client = openClient(flags, ambient)
      const workout = identified.parse(await workoutNamed(client, user, named))
      const anew = await client.post(personUrl(user, `/workouts/${workout.id}/recompute`), {})
      if (json) return printJson(anew, ambient)
      ambient.out.write(workoutText(workoutFields.parse(anew)))
    },
  })
