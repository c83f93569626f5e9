import { type Form, reject, rejectUnknown } from '../rules/form.js'
import { factNames, readFacts, readInstant } from '../rules/sample-facts.js'
import type { Reading } from '../sample.js'
import type { SingleType } from '../type.js'
import { readUuid } from '../uuid.js'
import { type Location, locationsMax } from './location.js'
import { type Range, readNumber, readObjects } from './member-rules.js'

const names: ReadonlySet<string> = new Set([...factNames, 'workout', 'locations'])

/** What latitude and longitude may be, degrees. */
export const coordinateRanges = {
  latitude: { least: -90, most: 90 },
  longitude: { least: -180, most: 180 },
} as const satisfies Readonly<Record<string, Range>>

/** Receivers say -1 where they do not know; such a member is left out. */
export const unsignedMembers = ['verticalAccuracy', 'speed', 'speedAccuracy', 'course', 'courseAccuracy'] as const

/** What the other members of a location may be. */
export const memberRanges = {
  altitude: {},
  horizontalAccuracy: { least: 0 },
  verticalAccuracy: {},
  speed: {},
  speedAccuracy: {},
  course: { below: 360 },
  courseAccuracy: {},
} as const satisfies Readonly<Record<string, Range>>

type OptionalMember = keyof typeof memberRanges
const optionalNames = Object.keys(memberRanges) as readonly OptionalMember[]
const locationNames: ReadonlySet<string> = new Set(['time', 'latitude', 'longitude', ...optionalNames])
const unsigned: ReadonlySet<string> = new Set(unsignedMembers)

function readOptional(form: Form): Partial<Record<OptionalMember, number>> {
  const known: Partial<Record<OptionalMember, number>> = {}
  for (const name of optionalNames) {
    if (form.members[name] === undefined) continue
    const value = readNumber(form, name, memberRanges[name])
    if (value !== undefined && !(value < 0 && unsigned.has(name))) known[name] = value
  }
  return known
}

function readLocation(form: Form): Location | undefined {
  rejectUnknown(form, locationNames)
  const time = readInstant(form, 'time')
  const latitude = readNumber(form, 'latitude', coordinateRanges.latitude)
  const longitude = readNumber(form, 'longitude', coordinateRanges.longitude)
  const optional = readOptional(form)
  if (time === undefined || latitude === undefined || longitude === undefined) return undefined
  return { time, latitude, longitude, ...optional }
}

/** Oldest first; of one instant in the order they were. */
export const sortLocations = (locations: readonly Location[]): readonly Location[] =>
  locations.every(({ time }, index) => time >= (locations[index - 1]?.time ?? 0))
    ? locations
    : [...locations].sort((a, b) => a.time - b.time)

function readLocations(form: Form): readonly Location[] | undefined {
  const locations = readObjects(form, { name: 'locations', least: 1, most: locationsMax }, readLocation)
  return locations && sortLocations(locations)
}

function readWorkout(form: Form): string | undefined {
  const { workout } = form.members
  return (typeof workout === 'string' ? readUuid(workout) : undefined) ?? reject(form, 'workout', 'is not a UUID')
}

function checkTimes(form: Form, locations: readonly Location[], { start, end }: { start: number; end: number }): void {
  if ((locations[0]?.time ?? start) < start) reject(form, 'start', 'is after the first location')
  if ((locations.at(-1)?.time ?? end) > end) reject(form, 'end', 'is before the last location')
}

/** Locations in any order, and the workout that they belong to. Semantics § 8.2. */
export function readWorkoutRoute(form: Form, type: SingleType<'workoutRoute'>) {
  rejectUnknown(form, names)
  const workoutUuid = readWorkout(form)
  const locations = readLocations(form)
  const facts = readFacts(form, type, { start: locations?.[0]?.time ?? 0, end: locations?.at(-1)?.time })
  if (facts === undefined || locations === undefined || workoutUuid === undefined) return undefined
  checkTimes(form, locations, facts)
  return { kind: 'workoutRoute', type: 'workoutRoute', workoutUuid, locations, ...facts } as const satisfies Reading
}
