import { timerSpans } from '../../health/exercise/timer.js'
import { isoTime } from '../../health/time.js'
import type { Lap, Workout, WorkoutActivity } from '../../health/workout.js'
import { latitudeText, longitudeText, wholeBeats, wholeCadence, wholeShort } from './bounds.js'
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

const present = (parts: readonly string[]): readonly string[] => parts.filter((part) => part !== '')
const some = (name: string, parts: readonly string[]): string =>
  present(parts).length === 0 ? '' : element(name, present(parts))

const heartRate = (name: string, value: number | undefined): string => {
  const beats = wholeBeats(value)
  return beats === undefined ? '' : element(name, leaf('Value', beats))
}

const position = ({ latitude, longitude }: Point): string =>
  latitude === undefined || longitude === undefined
    ? ''
    : element('Position', [
        leaf('LatitudeDegrees', latitudeText(latitude)),
        leaf('LongitudeDegrees', longitudeText(longitude)),
      ])

const trackpoint = (point: Point): string =>
  element('Trackpoint', [
    leaf('Time', isoTime(point.at)),
    position(point),
    leaf('AltitudeMeters', point.altitude),
    leaf('DistanceMeters', point.distance),
    heartRate('HeartRateBpm', point.heartRate),
    leaf('Cadence', wholeCadence(point.cadence)),
    some('Extensions', [some('ns3:TPX', [leaf('ns3:Speed', point.speed), leaf('ns3:Watts', wholeShort(point.power))])]),
  ])

type Stretches = readonly (readonly Point[])[]

/** What is written of a lap, and what it burned, kcal. */
interface Written {
  readonly lap: Lap
  readonly calories: number
}

const lapElement = (stretches: Stretches, { lap, calories }: Written, name = 'Lap'): string => {
  const { heartRate: beats, cadence, power, speed, distance } = figuresIn(lap.statistics)
  return element(
    name,
    [
      leaf('TotalTimeSeconds', lap.elapsed),
      leaf('DistanceMeters', lap.distance ?? distance?.sum ?? 0),
      leaf('MaximumSpeed', speed?.max),
      leaf('Calories', wholeShort(calories)),
      heartRate('AverageHeartRateBpm', beats?.average),
      heartRate('MaximumHeartRateBpm', beats?.max),
      leaf('Intensity', 'Active'),
      leaf('Cadence', wholeCadence(cadence?.average)),
      leaf('TriggerMethod', 'Manual'),
      ...tracksOf(stretches, lap).map((points) => element('Track', points.map(trackpoint))),
      some('Extensions', [
        some('ns3:LX', [
          leaf('ns3:AvgSpeed', speed?.average),
          leaf('ns3:MaxBikeCadence', wholeCadence(cadence?.max)),
          leaf('ns3:AvgWatts', wholeShort(power?.average)),
          leaf('ns3:MaxWatts', wholeShort(power?.max)),
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

/** A sport, and how one came to it from the one before. */
interface Sport {
  readonly transition?: WorkoutActivity | undefined
  readonly activity: WorkoutActivity
}

/** The sports of a session; a transition with laps of its own, or with nothing around it, has to be one itself. */
function sportsOf(workout: Workout): readonly Sport[] {
  const activities = activitiesIn(workout)
  const sports: Sport[] = []
  let transition: WorkoutActivity | undefined
  for (const activity of activities) {
    const isBetween = activity !== activities[0] && activity !== activities.at(-1) && transition === undefined
    const isOneLap = lapsIn(workout, activity).length === 1
    if (activity.activityType === 'transition' && isBetween && isOneLap) transition = activity
    else {
      sports.push({ transition, activity })
      transition = undefined
    }
  }
  return sports
}

const transitionElement = (stretches: Stretches, activity: WorkoutActivity | undefined): string =>
  activity === undefined
    ? ''
    : caloriesOf([activity])
        .map((written) => lapElement(stretches, written, 'Transition'))
        .join('')

const several = (stretches: Stretches, workout: Workout): string =>
  element('MultiSportSession', [
    leaf('Id', isoTime(workout.start)),
    ...sportsOf(workout).map(({ transition, activity }, index) =>
      element(index === 0 ? 'FirstSport' : 'NextSport', [
        transitionElement(stretches, transition),
        activityElement(stretches, workout, activity),
      ]),
    ),
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
  const isOne = activitiesIn(workout).length === 1
  const content = isOne ? activityElement(stretches, workout, workout) : several(stretches, workout)
  return xmlDocument(element('TrainingCenterDatabase', [element('Activities', content), authorOf(version)], namespaces))
}
