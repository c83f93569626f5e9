import { clockTime, figure, kilometres } from './output.js'

/** The statistics of one type, as far as the terminal shows them. */
export interface Figures {
  readonly average?: number | undefined
  readonly max?: number | undefined
  readonly sum?: number | undefined
}

type FiguresByType = Readonly<Record<string, Figures>>

/** Something that the terminal shows of a workout: under one name, whichever type it is measured as. */
export interface ShownQuantity {
  readonly label: string
  readonly types: readonly string[]
  /** A value of the type's canonical unit, with the unit it is shown in. */
  readonly text: (value: number | undefined) => string
}

const whole =
  (unit: string) =>
  (value: number | undefined): string =>
    figure(value, unit)

const slowestPace = 3_600

/** m/s as minutes a kilometre; standing still has no pace. */
const pace = (speed: number | undefined): string => {
  const seconds = speed ? 1_000 / speed : Infinity
  return seconds < slowestPace ? `${clockTime(seconds)} /km` : '–'
}

/** What is measured again and again: the present value, an average, a maximum. */
export const rates = {
  heartRate: { label: 'heart rate', types: ['heartRate'], text: whole('bpm') },
  power: { label: 'power', types: ['cyclingPower', 'runningPower'], text: whole('W') },
  cadence: { label: 'cadence', types: ['cyclingCadence'], text: whole('rpm') },
  speed: { label: 'speed', types: ['cyclingSpeed'], text: (value) => figure(value && value * 3.6, 'km/h', 1) },
  pace: { label: 'pace', types: ['runningSpeed'], text: pace },
} as const satisfies Readonly<Record<string, ShownQuantity>>

/** What adds up. */
export const totals = {
  distance: {
    label: 'distance',
    types: [
      ...['distanceCycling', 'distanceWalkingRunning', 'distanceRowing', 'distanceSwimming', 'distanceWheelchair'],
      ...['distanceCrossCountrySkiing', 'distanceDownhillSnowSports', 'distancePaddleSports', 'distanceSkatingSports'],
    ],
    text: kilometres,
  },
  energy: { label: 'energy', types: ['activeEnergyBurned'], text: whole('kcal') },
} as const satisfies Readonly<Record<string, ShownQuantity>>

/** The first of these types that there is something of. */
export const found = <T>({ types }: ShownQuantity, byType: Readonly<Record<string, T>>): T | undefined =>
  types.map((type) => (Object.hasOwn(byType, type) ? byType[type] : undefined)).find((one) => one !== undefined)

/** The distance of a workout or lap in metres; undefined when nothing measured one. */
export const distanceOf = (figures: FiguresByType): number | undefined => found(totals.distance, figures)?.sum
