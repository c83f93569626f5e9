import { formatDistance, formatDuration, formatName, formatPace, formatSpeed, nothing, type Shown } from '../format.js'

/** A figure of a workout: what people call it, how it is told. */
export interface FigureRow {
  readonly name: string
  readonly label: string
  readonly show: (value: number) => Shown
}

/** Figures that belong together. */
export interface FigureGroup {
  readonly title: string
  readonly rows: readonly FigureRow[]
}

const as =
  (unit: string, decimals = 0, scale = 1) =>
  (value: number): Shown => ({ value: (value * scale).toFixed(decimals), unit })

const time = (seconds: number): Shown => ({ value: formatDuration(seconds), unit: '' })
const metres = (value: number): Shown => formatDistance(value)

type Row = readonly [name: string, label: string, show: FigureRow['show']]

const group = (title: string, rows: readonly Row[]): FigureGroup => ({
  title,
  rows: rows.map(([name, label, show]) => ({ name, label, show })),
})

const bestLengths = ['5s', '15s', '30s', '1min', '2min', '5min', '10min', '20min', '60min']

/** Best averages in order of their length; `seconds` is that length. */
export const bestPowers = bestLengths.map((length) => ({
  name: `bestPower${length}`,
  text: length.replace(/(?=s|min)/, ' '),
  seconds: Number.parseInt(length, 10) * (length.endsWith('min') ? 60 : 1),
}))

const fastest: readonly (readonly [string, string])[] = [
  ['1km', '1 km'],
  ['1mi', '1 mile'],
  ['5km', '5 km'],
  ['10km', '10 km'],
  ['HalfMarathon', 'half marathon'],
  ['Marathon', 'marathon'],
]

/** What the figures are called that people know; docs/figures.md says what each is. */
export const figureGroups: readonly FigureGroup[] = [
  group('Power', [
    ['normalizedPower', 'Normalized Power', as('W')],
    ['intensityFactor', 'Intensity Factor', as('', 2)],
    ['trainingStressScore', 'Training Stress Score', as('')],
    ['variabilityIndex', 'Variability Index', as('', 2)],
    ['work', 'Work', as('kJ')],
    ['wPrimeBalance', 'W′ left at the end', as('kJ', 1, 0.001)],
    ['lowestWPrimeBalance', 'Lowest W′ balance', as('kJ', 1, 0.001)],
  ]),
  group(
    'Best power',
    bestPowers.map(({ name, text }): Row => [name, `Best ${text}`, as('W')]),
  ),
  group('Heart', [
    ['trainingImpulse', 'Training impulse (TRIMP)', as('')],
    ['heartRateDrift', 'Heart-rate drift', as('%', 1)],
    ['heartRateRecovery', 'Heart-rate recovery, 1 min', as('bpm')],
    ['rmssd', 'HRV, RMSSD', as('ms', 1)],
    ['sdnn', 'HRV, SDNN', as('ms', 1)],
    ['pnn50', 'HRV, pNN50', as('%', 1)],
    ['hrvCoverage', 'HRV coverage', as('%', 0, 100)],
  ]),
  group('Energy', [
    ['totalEnergy', 'Total energy', as('kcal')],
    ['activeEnergy', 'Active energy', as('kcal')],
  ]),
  group('Pace and way', [
    ['distance', 'Distance', metres],
    ['duration', 'Duration', time],
    ['averageSpeed', 'Average speed', formatSpeed],
    ['averagePace', 'Average pace', (seconds) => formatPace(1000 / seconds)],
    ['fastestSplit', 'Fastest kilometre', time],
    ['slowestSplit', 'Slowest kilometre', time],
    ...fastest.map(([name, text]): Row => [`fastest${name}`, `Fastest ${text}`, time]),
    ['ascent', 'Ascent', as('m')],
    ['descent', 'Descent', as('m')],
  ]),
]

const rows: ReadonlyMap<string, FigureRow> = new Map(
  figureGroups.flatMap((one) => one.rows.map((row) => [row.name, row])),
)

const unknownRow = (name: string): FigureRow => ({
  name,
  label: formatName(name),
  show: (value) => ({ value: Number.isFinite(value) ? String(Number(value.toFixed(2))) : nothing, unit: '' }),
})

/** How a figure is told; one that the page does not know, by its name and as it is. */
export const figureRow = (name: string): FigureRow => rows.get(name) ?? unknownRow(name)

/** The groups that a workout has figures of; what belongs to none comes last. */
export const presentGroups = (metrics: Readonly<Record<string, number>>): readonly FigureGroup[] => {
  const known = figureGroups.map(({ title, rows }) => ({
    title,
    rows: rows.filter(({ name }) => metrics[name] !== undefined),
  }))
  const others = Object.keys(metrics).filter((name) => !rows.has(name))
  return [...known, { title: 'Other', rows: others.map(unknownRow) }].filter(({ rows }) => rows.length > 0)
}

/** Reasons why there are no such figures, each once, with the names of the figures. */
export const reasonsOf = (
  unavailable: Readonly<Record<string, string>>,
): readonly { readonly reason: string; readonly labels: readonly string[] }[] => {
  const labels = new Map<string, string[]>()
  for (const [name, reason] of Object.entries(unavailable))
    labels.set(reason, [...(labels.get(reason) ?? []), figureRow(name).label])
  return [...labels].map(([reason, all]) => ({ reason, labels: all }))
}
