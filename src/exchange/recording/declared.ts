import type { QuantityTypeName } from '../../health/type.js'
import type { DeclaredFigures, DeclaredStatistics } from '../../health/workout.js'
import { total } from './declared-amounts.js'
import type { DeclaredPart } from './recorded-activity.js'
import { type Measures, measuresOf } from './sport.js'
import { activityTypeOf } from './sport-words.js'

/** What a part says of one type, and for how long. */
interface OfPart extends DeclaredStatistics {
  readonly timer: number | undefined
}

const numbers = (values: readonly (number | undefined)[]): readonly number[] =>
  values.filter((value): value is number => value !== undefined)

const isKnown = ([, value]: readonly [string, unknown]): boolean => Number.isFinite(value)
const known = <Figures extends object>(figures: Figures): Figures =>
  Object.fromEntries(Object.entries(figures).filter(isKnown)) as Figures

/** The average of averages by the time that each is of; one that says none is of none. */
function averageOf(parts: readonly { readonly timer: number | undefined; readonly average?: number | undefined }[]) {
  const said = parts.filter(({ average }) => average !== undefined)
  if (said.length < 2) return said[0]?.average
  const time = said.reduce((sum, { timer = 0 }) => sum + timer, 0)
  return said.reduce((sum, { timer = 0, average = 0 }) => sum + (average * timer) / time, 0)
}

const together = (parts: readonly OfPart[]): DeclaredStatistics => {
  // Of no numbers at all these are infinite.
  const [least, most] = [numbers(parts.map(({ min }) => min)), numbers(parts.map(({ max }) => max))]
  return known({
    sum: total(parts.map(({ sum }) => sum)),
    average: averageOf(parts),
    min: Math.min(...least),
    max: Math.max(...most),
  })
}

const isMeasured = (figures: object): boolean => Object.values(figures).some((value) => value > 0)

// A heart does not stand still: its 0 is no sensor, in a part already.
const saidOf = (field: keyof DeclaredPart['measured'], figures: DeclaredStatistics): DeclaredStatistics =>
  field === 'heartRate' && !isMeasured(figures) ? {} : figures

function typesIn({ sport, subSport, timer, measured }: DeclaredPart): readonly (readonly [QuantityTypeName, OfPart])[] {
  const types: Measures & { readonly energy: QuantityTypeName } = {
    ...measuresOf(activityTypeOf(sport, subSport)),
    energy: 'activeEnergyBurned',
  }
  return (Object.keys(measured) as (keyof typeof measured)[]).flatMap((field) => {
    const type = types[field]
    return type === undefined ? [] : [[type, { ...saidOf(field, measured[field] ?? {}), timer }] as const]
  })
}

function statisticsOf(parts: readonly DeclaredPart[]): NonNullable<DeclaredFigures['statistics']> {
  const said = new Map<QuantityTypeName, OfPart[]>()
  for (const [type, figures] of parts.flatMap(typesIn)) said.set(type, [...(said.get(type) ?? []), figures])
  const statistics = [...said].map(([type, figures]) => [type, together(figures)] as const)
  return Object.fromEntries(statistics.filter(([, figures]) => isMeasured(figures)))
}

const sums: ReadonlySet<string> = new Set(['work', 'trainingStressScore', 'ascent', 'descent'])

/** The figure of all: a sum, of one sport a speed. Another one, as Normalized Power, is not that of the parts together. */
function metricOf(name: string, parts: readonly DeclaredPart[]): number | undefined {
  const values = parts.map(({ metrics }) => metrics[name])
  if (parts.length === 1 || sums.has(name)) return total(values)
  const isOfOneSport = new Set(parts.map(({ sport }) => sport)).size === 1
  if (name !== 'averageSpeed' || !isOfOneSport) return undefined
  return averageOf(parts.map(({ timer }, index) => ({ timer, average: values[index] })))
}

// On flat land one of the two may be 0; who knows no height says so of both.
function metricsOf(parts: readonly DeclaredPart[]): Readonly<Record<string, number>> {
  const names = new Set(parts.flatMap(({ metrics }) => Object.keys(metrics)))
  const figures: Record<string, number | undefined> = Object.fromEntries(
    [...names].map((name) => [name, metricOf(name, parts)]),
  )
  const { ascent, descent, ...others } = figures
  const measured = Object.entries(others).filter(([, value = 0]) => value > 0)
  const way = isMeasured({ ascent, descent }) ? { ascent, descent } : {}
  return known({ ...Object.fromEntries(measured), ...way } as Record<string, number>)
}

const isSomething = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Number.isFinite(value)

/**
 * What a file says of the whole, made of what it says of its sessions or laps where that is right; undefined when it says
 * nothing. A 0 of the whole is a sensor that was not there.
 */
export function declaredFigures(parts: readonly DeclaredPart[]): DeclaredFigures | undefined {
  const said = {
    elapsed: total(parts.map(({ timer }) => timer)),
    statistics: statisticsOf(parts),
    metrics: metricsOf(parts),
  }
  const declared = Object.fromEntries(Object.entries(said).filter(([, value]) => isSomething(value)))
  return Object.keys(declared).length > 0 ? declared : undefined
}
