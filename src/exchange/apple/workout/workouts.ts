import { findActivityType, singleType } from '../../../health/type.js'
import type { XmlElement } from '../document/element-parser.js'
import type { AppleOrigin, AppleWorkout } from '../finding.js'
import type { MetadataTexts } from '../metadata-texts.js'
import { timesOf, timeZoneIn } from '../records.js'
import type { Refuse } from '../refuse.js'
import { declaredFigures } from './declared-figures.js'
import { routesOf } from './routes.js'
import { activitiesOf, locationIn, type Whole } from './workout-activities.js'
import { eventsOf, type ReadMetadata } from './workout-events.js'

const workoutType = singleType('workout')
const routeType = singleType('workoutRoute')

/** Reads the workouts of an export. */
export class Workouts {
  readonly #metadata: MetadataTexts

  constructor(metadata: MetadataTexts) {
    this.#metadata = metadata
  }

  /** The workout; undefined, and refused, when it has no time. One of a type that nobody knows is an `other`. */
  read(element: XmlElement, origin: AppleOrigin, refuse: Refuse): AppleWorkout | undefined {
    const { attributes, children } = element
    const [start, end] = timesOf(attributes) ?? [0, 0]
    if (end <= start) return refuse('badTimes', 'Workout')
    const metadata = this.#metadata.read(ownMetadata(children), workoutType, refuse)
    const whole: Whole = {
      activityType: activityTypeOf(attributes, refuse),
      location: locationIn(metadata),
      start,
      end,
    }
    const tools = { refuse, metadata: this.#reader(workoutType, refuse) }
    return {
      ...whole,
      origin,
      timeZone: timeZoneIn(metadata),
      metadata,
      events: eventsOf(children, whole, tools),
      activities: activitiesOf(children, whole, tools),
      declared: declaredFigures(element, whole.activityType, refuse),
      routes: routesOf(children, { refuse, metadata: this.#reader(routeType, refuse) }),
    }
  }

  #reader(type: typeof workoutType | typeof routeType, refuse: Refuse): ReadMetadata {
    return (children) => this.#metadata.read(children, type, refuse)
  }
}

/** Some exports say of a workout what it was only in the one part of it. */
function ownMetadata(children: readonly XmlElement[]): readonly XmlElement[] {
  const [part, ...others] = children.filter(({ name }) => name === 'WorkoutActivity')
  return part === undefined || others.length > 0 ? children : [...children, ...part.children]
}

function activityTypeOf({ workoutActivityType: said = '' }: XmlElement['attributes'], refuse: Refuse) {
  const known = said.startsWith('HKWorkoutActivityType') ? findActivityType(said) : undefined
  return known ?? refuse('unknownType', said === '' ? 'Workout' : said) ?? 'other'
}
