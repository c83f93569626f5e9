import { expect, it } from 'vitest'
import type { AppleWorkout } from '../../../../src/exchange/apple/finding.js'
import type { FileProblem } from '../../../../src/exchange/problem.js'
import { attributesOf, readExport } from '../read-export.js'

type Attributes = Readonly<Record<string, string>>

const ten = Date.UTC(2024, 0, 15, 10)
const minutes = (count: number): number => ten + count * 60_000
const date = (minute: number, second = 0): string =>
  `2024-01-15 1${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}:${String(second).padStart(2, '0')} +0000`

const element = (name: string, attributes: Attributes, children = ''): string =>
  `<${name}${attributesOf(attributes)}>${children}</${name}>`
const workoutElement = (children: string, attributes: Attributes = {}): string => {
  const facts = { workoutActivityType: 'HKWorkoutActivityTypeRunning', sourceName: 'Watch' }
  return element('Workout', { ...facts, startDate: date(0), endDate: date(60), ...attributes }, children)
}
const event = (type: string, attributes: Attributes, children = ''): string =>
  element('WorkoutEvent', { type: `HKWorkoutEventType${type}`, ...attributes }, children)
const entry = (key: string, value: string): string => element('MetadataEntry', { key, value })
const statistics = (type: string, attributes: Attributes): string =>
  element('WorkoutStatistics', { type: `HKQuantityTypeIdentifier${type}`, ...attributes })
const part = (from: number, to: number, children = ''): string =>
  element('WorkoutActivity', { uuid: 'x', startDate: date(from), endDate: date(to) }, children)

function read(children: string, attributes?: Attributes): { workout: AppleWorkout; problems: readonly FileProblem[] } {
  const { workouts, problems } = readExport(workoutElement(children, attributes))
  expect(workouts).toHaveLength(1)
  return { workout: workouts[0] as AppleWorkout, problems }
}

it('reads every kind of event, oldest first', () => {
  const { workout, problems } = read(
    event('Marker', { date: date(50) }) +
      event('Pause', { date: date(10) }) +
      event('Resume', { date: date(12) }) +
      event('MotionPaused', { date: date(20) }) +
      event('MotionResumed', { date: date(21) }) +
      event('PauseOrResumeRequest', { date: date(30) }) +
      event('Lap', { date: date(30), duration: '5', durationUnit: 'min' }, entry('HKSwimmingStrokeStyle', '2')) +
      event('Segment', { date: date(40), duration: '90.5', durationUnit: 's' }),
  )
  expect(problems).toEqual([])
  expect(workout.events).toEqual([
    { event: 'pause', at: minutes(10) },
    { event: 'resume', at: minutes(12) },
    { event: 'motionPaused', at: minutes(20) },
    { event: 'motionResumed', at: minutes(21) },
    { event: 'pauseOrResumeRequest', at: minutes(30) },
    { event: 'lap', at: minutes(30), end: minutes(35), metadata: { swimmingStrokeStyle: 2 } },
    { event: 'segment', at: minutes(40), end: minutes(41.5) + 500 },
    { event: 'marker', at: minutes(50) },
  ])
})

it('keeps events within the workout, and leaves out what none can have', () => {
  const { workout, problems } = read(
    event('Resume', { date: date(1) }) +
      event('Segment', { date: date(59), duration: '2' }) +
      event('Marker', { date: date(30), duration: '2' }) +
      event('Pause', { date: date(61) }) +
      event('Pause', { date: 'yesterday' }) +
      event('Nap', { date: date(2) }),
  )
  expect(workout.events).toEqual([
    { event: 'marker', at: minutes(30) },
    { event: 'segment', at: minutes(59), end: minutes(60) },
  ])
  expect(problems).toMatchObject([
    { code: 'badTimes', subject: 'WorkoutEvent', count: 2 },
    { code: 'unknownType', subject: 'HKWorkoutEventTypeNap', count: 1 },
  ])
})

it('reads where it was, in which zone, and its metadata', () => {
  const { workout } = read(
    entry('HKIndoorWorkout', '1') +
      entry('HKTimeZone', 'Europe/Paris') +
      entry('HKAverageMETs', '9.66668 kcal/hr·kg') +
      entry('HKElevationAscended', '45443 cm') +
      entry('my own', 'words'),
  )
  expect(workout).toMatchObject({ location: 'indoor', timeZone: 'Europe/Paris' })
  expect(workout.metadata).toEqual({
    indoorWorkout: true,
    timeZone: 'Europe/Paris',
    averageMETs: { value: 9.66668, unit: 'kcal/(kg*hr)' },
    elevationAscended: { value: 45443, unit: 'cm' },
    'my own': 'words',
  })
})

it('reads what is declared, in canonical units, statistics before totals', () => {
  const { workout } = read(
    statistics('DistanceSwimming', { sum: '1000', unit: 'yd' }) +
      statistics('HeartRate', { average: '2', minimum: '1.5', maximum: '3', unit: 'count/s' }),
    {
      workoutActivityType: 'HKWorkoutActivityTypeSwimming',
      ...{ duration: '0.75', durationUnit: 'hr', totalDistance: '1', totalDistanceUnit: 'km' },
      ...{ totalEnergyBurned: '418.4', totalEnergyBurnedUnit: 'kJ' },
      ...{ totalSwimmingStrokeCount: '500', totalSwimmingStrokeCountUnit: 'count', totalFlightsClimbed: '3' },
    },
  )
  expect(workout.declared.elapsed).toBeCloseTo(2_700, 9)
  expect(workout.declared.statistics).toEqual({
    distanceSwimming: { sum: 914.4 },
    activeEnergyBurned: { sum: 100 },
    swimmingStrokeCount: { sum: 500 },
    flightsClimbed: { sum: 3 },
    heartRate: { average: 120, min: 90, max: 180 },
  })
})

it('refuses statistics that say nothing', () => {
  const { workout, problems } = read(
    statistics('HeartRate', { average: '', unit: 'count/min' }) + statistics('Luck', { sum: '1', unit: 'count' }),
  )
  expect(workout.declared).toEqual({})
  expect(problems).toMatchObject([
    { code: 'badValues', subject: 'heartRate' },
    { code: 'unknownType', subject: 'HKQuantityTypeIdentifierLuck' },
  ])
})

it('takes the one part of a workout for the whole of it', () => {
  const { workout } = read(
    part(0, 60, statistics('StepCount', { sum: '99', unit: 'count' }) + entry('HKIndoorWorkout', '0')),
  )
  expect(workout).toMatchObject({
    activities: [],
    location: 'outdoor',
    declared: { statistics: { stepCount: { sum: 99 } } },
  })
})

it('reads the parts of a triathlon by what was measured in them', () => {
  const distance = (type: string): string => statistics(`Distance${type}`, { sum: '1', unit: 'km' })
  const { workout } = read(
    part(0, 20, distance('Swimming')) +
      part(20, 22) +
      part(21, 45, distance('Cycling') + entry('HKIndoorWorkout', '1')) +
      part(46, 70, distance('WalkingRunning') + event('Pause', { date: date(50) })),
    { workoutActivityType: 'HKWorkoutActivityTypeSwimBikeRun' },
  )
  expect(workout.activities).toEqual([
    { activityType: 'swimming', location: 'unknown', start: minutes(0), end: minutes(20) },
    { activityType: 'transition', location: 'unknown', start: minutes(20), end: minutes(22) },
    {
      ...{ activityType: 'cycling', location: 'indoor', start: minutes(22), end: minutes(45) },
      metadata: { indoorWorkout: true },
    },
    {
      ...{ activityType: 'running', location: 'unknown', start: minutes(46), end: minutes(60) },
      events: [{ event: 'pause', at: minutes(50) }],
    },
  ])
})

it('reads intervals as parts of the sport of the whole', () => {
  const { workout } = read(part(0, 5) + part(5, 9) + part(70, 80))
  expect(workout.activities.map(({ activityType, start }) => [activityType, start])).toEqual([
    ['running', minutes(0)],
    ['running', minutes(5)],
  ])
})

it('names the files of its way within the export, and no other', () => {
  const route = (path: string): string =>
    element(
      'WorkoutRoute',
      { sourceName: 'Watch' },
      entry('HKMetadataKeySyncVersion', '2') + element('FileReference', { path }),
    )
  const { workout, problems } = read(
    route('/workout-routes/route_1.gpx') + ['/../secret', 'a//b', 'a\\b', '/a/./b', ''].map(route).join(''),
  )
  expect(workout.routes).toEqual([{ path: 'workout-routes/route_1.gpx', metadata: {} }])
  expect(problems).toMatchObject([{ code: 'badValues', subject: 'FileReference', count: 5 }])
})

it('reads a workout of a type that nobody knows as another one', () => {
  const { workout, problems } = read('', { workoutActivityType: 'HKWorkoutActivityTypeQuidditch' })
  expect(workout.activityType).toBe('other')
  expect(problems).toMatchObject([{ code: 'unknownType', subject: 'HKWorkoutActivityTypeQuidditch' }])
})

it.each([
  ['ends as it begins', { endDate: date(0) }],
  ['ends before it begins', { startDate: date(61) }],
  ['has no date', { startDate: '' }],
])('leaves out a workout that %s', (_, attributes) => {
  const { workouts, problems } = readExport(workoutElement('', attributes))
  expect(workouts).toEqual([])
  expect(problems).toMatchObject([{ code: 'badTimes', subject: 'Workout', count: 1 }])
})
