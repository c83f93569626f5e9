import { formatWhole, type Shown } from '../format.js'
import { energyOf } from '../live/quantities.js'
import type { WorkoutFigures } from '../wire.js'

interface EnergyShown {
  readonly shown: Shown
  /** What it rests on, where it is computed; or that it holds what rest takes too. */
  readonly detail: string | undefined
}

/** The energy of a workout: what devices told, else what was computed, with what it rests on. */
export const energyShown = ({ statistics, metrics, basis }: WorkoutFigures): EnergyShown => {
  const told = energyOf(statistics)
  const [name, value] =
    metrics.activeEnergy === undefined ? ['totalEnergy', metrics.totalEnergy] : ['activeEnergy', metrics.activeEnergy]
  const source = basis?.[name]
  if (told !== undefined && (value === undefined || source?.startsWith('device') !== false))
    return { shown: { value: formatWhole(told), unit: 'kcal' }, detail: 'by device' }
  const kind = name === 'totalEnergy' ? 'total' : 'active'
  return {
    shown: { value: formatWhole(value), unit: 'kcal' },
    detail: value === undefined ? undefined : `${kind}${source ? `, by ${source}` : ''}`,
  }
}
