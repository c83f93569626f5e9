import { readFile } from 'node:fs/promises'
import { recordedRide } from '../../../simulators/recorded-ride.js'
import type { Ride } from '../../../simulators/ride.js'
import type { WornDevice } from '../../../simulators/watch-messages.js'
import { namedWorkouts } from '../../../simulators/workouts/named-workouts.js'
import type { SimulatedWorkout } from '../../../simulators/workouts/simulated-workout.js'
import { CommandError, UsageError } from '../command.js'
import { didYouMean } from '../text/near-words.js'

/** What is done with a device on: a workout that is made up, or a ride that was recorded. */
export type ChosenWorkout = { readonly workout: SimulatedWorkout } | { readonly ride: Ride }

const isFor = (kind: WornDevice, { activityType }: SimulatedWorkout): boolean =>
  kind !== 'trainer' || activityType === 'cycling'

/** The names of what can be made up with such a device on, the usual one first. */
export const workoutNamesFor = (kind: WornDevice): readonly string[] =>
  [...namedWorkouts].filter(([, workout]) => isFor(kind, workout)).map(([name]) => name)

/** Finds what `--workout` names; a name goes before a file, which may be written as `./run`. */
export async function chosenWorkout(word: string, kind: WornDevice): Promise<ChosenWorkout> {
  const workout = namedWorkouts.get(word)
  if (workout === undefined) return { ride: await recordedRideFrom(word, workoutNamesFor(kind)) }
  if (isFor(kind, workout)) return { workout }
  throw new UsageError(
    `--workout ${word} cannot be done on a ${kind}: it takes ${listed(workoutNamesFor(kind))} or a file`,
  )
}

const listed = (names: readonly string[]): string => names.join(', ')

async function recordedRideFrom(file: string, names: readonly string[]): Promise<Ride> {
  const bytes = await readFile(file).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new UsageError(`--workout is ${listed(names)} or a file, not ${file}.${didYouMean(file, names)}`)
    }
    throw new CommandError(`cannot read ${file}: ${error instanceof Error ? error.message : error}`)
  })
  const { parseRecording } = await import('../../exchange/read-recordings.js')
  return recordedRide(await parseRecording(bytes))
}
