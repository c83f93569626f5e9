import { timerSpans } from '../../health/exercise/timer.js'
import { isoTime } from '../../health/time.js'
import type { Lap, Workout, WorkoutActivity } from '../../health/workout.js'
import type { ExportedWorkout } from './exported-workout.js'
import { activitiesIn, figuresIn } from './figures.js'
import type { Point } from './point.js'
import { pointsOf } from './points.js'
import { pointsIn, tracksOf } from './spans.js'
import { tcxSportOf } from './sports.js'
import { element, leaf, xmlDocument } from './xml.js'

const namespaces = {
  xmlns: 'http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2',
  'xmlns:ns3': 'http://www.garmin.com/xmlschemas/ActivityExtension/v2',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
}
/** The schema's bounds of a byte and a short. */
const byteMax = 254
const shortMax = 65_535

const wholeUpTo = (max: number, value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.min(max, Math.max(0, Math.round(value)))

const present = (parts: readonly string[]): readonly string[] => parts.filter((part) => part !== '')
const some = (name: string, parts: readonly string[]): string =>
  present(parts).length === 0 ? '' : element(name, present(parts))

const heartRate = (name: string, value: number | undefined): string => {
  const beats = wholeUpTo(byteMax, value)
  // The schema knows no heart that stands still.
  return beats === undefined || beats === 0 ? '' : element(name, leaf('Value', beats))
}

const position = ({ latitude, longitude }: Point): string =>
  latitude === undefined || longitude === undefined
    ? ''
    : element('Position', [
        leaf('LatitudeDegrees', latitude.toFixed(7)),
        leaf('LongitudeDegrees', longitude.toFixed(7)),
      ])

const trackpoint = (point: Point): string =>
  element('Trackpoint', [
    leaf('Time', isoTime(point.at)),
    position(point),
    leaf('AltitudeMeters', point.altitude),
    leaf('DistanceMeters', point.distance),
    heartRate('HeartRateBpm', point.heartRate),
    leaf('Cadence', wholeUpTo(byteMax, point.cadence)),
    some('Extensions', [
      some('ns3:TPX', [leaf('ns3:Speed', point.speed), leaf('ns3:Watts', wholeUpTo(shortMax, point.power))]),
    ]),
  ])

type Stretches = readonly (readonly Point[])[]

/** What is written of a lap, and what it burned, kcal. */
interface Written {
  readonly lap: Lap
  readonly calories: number
}

const lapElement = (stretches: Stretches, { lap, calories }: Written): string => {
  const { heartRate: beats, cadence, power, speed, distance } = figuresIn(lap.statistics)
  return element(
    'Lap',
    [
      leaf('TotalTimeSeconds', lap.elapsed),
      leaf('DistanceMeters', lap.distance ?? distance?.sum ?? 0),
      leaf('MaximumSpeed', speed?.max),
      leaf('Calories', wholeUpTo(shortMax, calories)),
      heartRate('AverageHeartRateBpm', beats?.average),
      heartRate('MaximumHeartRateBpm', beats?.max),
      leaf('Intensity', 'Active'),
      leaf('Cadence', wholeUpTo(byteMax, cadence?.average)),
      leaf('TriggerMethod', 'Manual'),
      ...tracksOf(stretches, lap).map((points) => element('Track', points.map(trackpoint))),
      some('Extensions', [
        some('ns3:LX', [
          leaf('ns3:AvgSpeed', speed?.average),
          leaf('ns3:MaxBikeCadence', wholeUpTo(byteMax, cadence?.max)),
          leaf('ns3:AvgWatts', wholeUpTo(shortMax, power?.average)),
          leaf('ns3:MaxWatts', wholeUpTo(shortMax, power?.max)),
        ]),
      ]),
    ],
    { StartTime: isoTime(lap.start) },
  )
}

/** The laps of a sport, or itself as its one. */
const lapsIn = ({ laps }: Workout, activity: WorkoutActivity): readonly Lap[] => {
  const found = laps.filter(({ start }) => start >= activity.start && start < activity.end)
  return found.length === 0 ? [activity] : found
}

/** Whole kilocalories of each lap, which add up to those of all. */
const caloriesOf = (laps: readonly Lap[]): readonly Written[] => {
  let sum = 0
  return laps.map((lap) => {
    const before = Math.round(sum)
    sum += figuresIn(lap.statistics).energy?.sum ?? 0
    return { lap, calories: Math.round(sum) - before }
  })
}

const activityElement = (stretches: Stretches, workout: Workout, activity: WorkoutActivity): string =>
  element(
    'Activity',
    [
      leaf('Id', isoTime(activity.start)),
      ...caloriesOf(lapsIn(workout, activity)).map((written) => lapElement(stretches, written)),
    ],
    { Sport: tcxSportOf(activity.activityType) },
  )

const several = ([first = '', ...others]: readonly string[], { start }: Workout): string =>
  element('MultiSportSession', [
    leaf('Id', isoTime(start)),
    element('FirstSport', first),
    ...others.map((other) => element('NextSport', other)),
  ])

const authorOf = (version: string): string => {
  const [major = '0', minor = '0'] = version.split('.').map((part) => String(Number.parseInt(part, 10) || 0))
  const number = element('Version', [leaf('VersionMajor', major), leaf('VersionMinor', minor)])
  const build = element('Build', number)
  return element('Author', [leaf('Name', 'vitald'), build, leaf('LangID', 'en'), leaf('PartNumber', '000-00000-00')], {
    'xsi:type': 'Application_t',
  })
}

/**
 * A finished workout as TCX (Garmin TrainingCenterDatabase v2, ActivityExtension v2): laps, a track from pause to pause,
 * and a session of several sports when there are several.
 */
export function tcxFile(exported: ExportedWorkout): string {
  const { workout, version } = exported
  const points = pointsOf(exported)
  const stretches = timerSpans(workout).map((span) => pointsIn(points, span))
  const activities = activitiesIn(workout).map((activity) => activityElement(stretches, workout, activity))
  const content = activities.length > 1 ? several(activities, workout) : activities.join('')
  return xmlDocument(element('TrainingCenterDatabase', [element('Activities', content), authorOf(version)], namespaces))
}
