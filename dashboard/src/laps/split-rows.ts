import { formatDistance, formatDuration, formatPace, formatSpeed, formatWhole } from '../format.js'
import { distanceTypes, heartRateOf, isPaced, powerOf } from '../live/quantities.js'
import type { Activity, LiveWorkout, Split, StatisticsByType, User, WorkoutFigures } from '../wire.js'

export type SplitUnit = 'km' | 'mi'

interface Scale {
  /** Metres of a whole split. */
  readonly length: number
  readonly pace: string
  readonly speed: string
  /** What heights are told in, and a metre of it. */
  readonly height: string
  readonly heightScale: number
}

const [mile, foot] = [1_609.344, 0.3048]
const tolerance = 0.5

/** How splits of a unit are told. */
export const splitScales: Readonly<Record<SplitUnit, Scale>> = {
  km: { length: 1_000, pace: 'minutes a kilometre', speed: 'km/h', height: 'm', heightScale: 1 },
  mi: { length: mile, pace: 'minutes a mile', speed: 'mph', height: 'ft', heightScale: 1 / foot },
}

/** What has splits: a workout, or a sport of several in it. */
export type SplitPart = Pick<
  WorkoutFigures | Activity,
  'activityType' | 'start' | 'statistics' | 'splits' | 'mileSplits'
>

const hasSplits = ({ splits }: SplitPart): boolean => (splits?.length ?? 0) > 0

/** The workout, or the sports of several, that have splits. */
export const splitParts = (workout: WorkoutFigures): readonly SplitPart[] =>
  hasSplits(workout) ? [workout] : workout.activities.filter(hasSplits)

const ofMiles = ['mi', 'yd', 'ft', 'in']

/** The unit that a person wants the distances of such a workout in. */
export const splitUnitOf = (units: User['units'], statistics: StatisticsByType): SplitUnit => {
  const type = distanceTypes.find((one) => statistics[one] !== undefined)
  return type !== undefined && ofMiles.includes(units?.[type] ?? '') ? 'mi' : 'km'
}

/** A split, told; what it has no figure of is undefined. */
export interface SplitRow {
  readonly start: string
  /** Its number, or how far it went when it is not whole. */
  readonly label: string
  readonly time: string
  /** The time in motion, where there were stops. */
  readonly moving: string | undefined
  readonly speed: string
  readonly heartRate: string | undefined
  readonly power: string | undefined
  /** What went up and down: `+12 −8`. */
  readonly climb: string | undefined
  /** How fast it was beside the fastest, 0 to 1. */
  readonly share: number
  readonly isFastest: boolean
  readonly isRunning: boolean
}

const speedOf = ({ distance, elapsed }: Split): number => (elapsed > 0 ? distance / elapsed : 0)

const isWhole = ({ distance }: Split, { length }: Scale): boolean => distance >= length - tolerance

/** The fastest whole split, when there are several. */
const fastestOf = (splits: readonly Split[], scale: Scale): Split | undefined => {
  const all = splits.filter((split) => isWhole(split, scale))
  return all.length < 2 ? undefined : all.reduce((best, one) => (one.elapsed < best.elapsed ? one : best))
}

/** How far a split went that is not whole: in metres, of a mile to a tenth in feet. */
const restOf = (metres: number, unit: SplitUnit): string => {
  if (unit === 'km') return `${formatDistance(metres).value} m`
  return metres < mile / 10 ? `${Math.floor(metres / foot)} ft` : `${(metres / mile).toFixed(2)} mi`
}

const averageOf = (statistics: { readonly average?: number | undefined } | undefined): string | undefined =>
  statistics?.average === undefined ? undefined : formatWhole(statistics.average)

const climbOf = ({ ascent, descent }: Split, { heightScale }: Scale): string | undefined =>
  ascent === undefined && descent === undefined
    ? undefined
    : `+${formatWhole((ascent ?? 0) * heightScale)} −${formatWhole((descent ?? 0) * heightScale)}`

const figuresOf = (split: Split, scale: Scale) => {
  const { elapsed, movingTime = elapsed, statistics = {} } = split
  return {
    time: formatDuration(elapsed),
    moving: elapsed - movingTime < 1 ? undefined : formatDuration(movingTime),
    heartRate: averageOf(heartRateOf(statistics)),
    power: averageOf(powerOf(statistics)),
    climb: climbOf(split, scale),
  }
}

const isLive = (part: SplitPart): part is SplitPart & LiveWorkout => 'state' in part

/** The kilometres or miles of a workout: of a finished one in order, of a running one the newest first. */
export const splitRows = (part: SplitPart, unit: SplitUnit): readonly SplitRow[] => {
  const splits = (unit === 'mi' ? part.mileSplits : part.splits) ?? []
  const scale = splitScales[unit]
  const [fastest, most] = [fastestOf(splits, scale), Math.max(...splits.map(speedOf))]
  const told = isPaced(part.activityType) ? formatPace : formatSpeed
  const rows = splits.map((split, index) => ({
    start: split.start,
    label: isWhole(split, scale) ? String(index + 1) : restOf(split.distance, unit),
    speed: told((speedOf(split) * 1_000) / scale.length).value,
    ...figuresOf(split, scale),
    share: most > 0 ? speedOf(split) / most : 0,
    isFastest: split === fastest,
    isRunning: isLive(part) && index === splits.length - 1 && !isWhole(split, scale),
  }))
  return isLive(part) ? rows.reverse() : rows
}
