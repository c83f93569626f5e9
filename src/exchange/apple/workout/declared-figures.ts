import { distanceTypeOf } from '../../../health/exercise/distance-type.js'
import { canonicalise } from '../../../health/rules/canonical.js'
import {
  findType,
  type QuantityType,
  type QuantityTypeName,
  quantityType,
  type WorkoutActivityTypeName,
} from '../../../health/type.js'
import type { DeclaredFigures, DeclaredStatistics } from '../../../health/workout.js'
import type { XmlElement } from '../document/element-parser.js'
import type { Refuse } from '../refuse.js'
import { parseDecimal } from '../values/decimal.js'
import { secondsIn } from './duration.js'

type Attributes = XmlElement['attributes']
type Statistics = readonly [QuantityTypeName, DeclaredStatistics]

function amount(type: QuantityType, text: string | undefined, unit: string | undefined): number | undefined {
  const value = canonicalise(type, unit ?? 'count')?.(parseDecimal(text) ?? Number.NaN)
  return Number.isFinite(value) ? value : undefined
}

const isSaid = ([, value]: readonly [string, unknown]): boolean => value !== undefined

function statisticsOf({ attributes }: XmlElement, refuse: Refuse): readonly Statistics[] {
  const type = findType(attributes.type ?? '')
  if (type?.family !== 'quantity') return refuse('unknownType', attributes.type ?? 'WorkoutStatistics') ?? []
  const { unit, sum, average, minimum, maximum } = attributes
  const figures = { sum, average, min: minimum, max: maximum }
  const read = Object.entries(figures).map(([name, text]) => [name, amount(type, text, unit)] as const)
  const said = read.filter(isSaid)
  if (said.length === 0) return refuse('badValues', type.name) ?? []
  return [[type.name, Object.fromEntries(said)]]
}

/** What exports before 2022 say in attributes of the workout: whose sums, in which attribute. */
const totals = (activity: WorkoutActivityTypeName): readonly (readonly [string, QuantityTypeName])[] => [
  ['totalDistance', distanceTypeOf(activity)],
  ['totalEnergyBurned', 'activeEnergyBurned'],
  ['totalFlightsClimbed', 'flightsClimbed'],
  ['totalSwimmingStrokeCount', 'swimmingStrokeCount'],
]

function totalsOf(attributes: Attributes, activity: WorkoutActivityTypeName): readonly Statistics[] {
  return totals(activity).flatMap(([name, type]) => {
    const sum = amount(quantityType(type), attributes[name], attributes[`${name}Unit`])
    return sum === undefined ? [] : [[type, { sum }] as const]
  })
}

const named = (children: readonly XmlElement[], name: string): readonly XmlElement[] =>
  children.filter((child) => child.name === name)

/** The statistics of a workout; some exports have them only in the one part of it. */
function statisticsIn(children: readonly XmlElement[]): readonly XmlElement[] {
  const own = named(children, 'WorkoutStatistics')
  const parts = named(children, 'WorkoutActivity')
  return own.length > 0 || parts.length !== 1 ? own : parts.flatMap((part) => named(part.children, 'WorkoutStatistics'))
}

/** What an export says of a workout itself. Statistics count before the totals of old. */
export function declaredFigures(
  { attributes, children }: XmlElement,
  activity: WorkoutActivityTypeName,
  refuse: Refuse,
): DeclaredFigures {
  const elapsed = secondsIn(attributes.duration, attributes.durationUnit)
  const figures = [
    ...totalsOf(attributes, activity),
    ...statisticsIn(children).flatMap((element) => statisticsOf(element, refuse)),
  ]
  return {
    ...(elapsed !== undefined && { elapsed }),
    ...(figures.length > 0 && { statistics: Object.fromEntries(figures) }),
  }
}
