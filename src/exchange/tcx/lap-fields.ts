import type { DeclaredPart } from '../recording/recorded-activity.js'

/** What a lap says, each by a name: s, m, kcal, m/s, count/min, W. */
export type LapField =
  | 'timer'
  | 'distance'
  | 'energy'
  | 'averageSpeed'
  | 'maximumSpeed'
  | 'heartRate'
  | 'maximumHeartRate'
  | 'cadence'
  | 'maximumCadence'
  | 'power'
  | 'maximumPower'

/** What laps say, by the elements' own and their parents' names. */
export const lapFields: ReadonlyMap<string, LapField> = new Map([
  ...['Lap', 'Transition'].flatMap((lap): [string, LapField][] => [
    [`${lap}/TotalTimeSeconds`, 'timer'],
    [`${lap}/DistanceMeters`, 'distance'],
    [`${lap}/Calories`, 'energy'],
    [`${lap}/MaximumSpeed`, 'maximumSpeed'],
    [`${lap}/Cadence`, 'cadence'],
  ]),
  ['AverageHeartRateBpm/Value', 'heartRate'],
  ['MaximumHeartRateBpm/Value', 'maximumHeartRate'],
  ['LX/MaxBikeCadence', 'maximumCadence'],
  ['LX/AvgSpeed', 'averageSpeed'],
  ['LX/AvgWatts', 'power'],
  ['LX/MaxWatts', 'maximumPower'],
])

/** What a lap of a sport says of itself. */
export const declaredLap = (
  sport: string,
  said: { readonly [Field in LapField]?: number | undefined },
): DeclaredPart => ({
  sport,
  timer: said.timer,
  measured: {
    distance: { sum: said.distance },
    energy: { sum: said.energy },
    heartRate: { average: said.heartRate, max: said.maximumHeartRate },
    power: { average: said.power, max: said.maximumPower },
    cadence: { average: said.cadence, max: said.maximumCadence },
    speed: { max: said.maximumSpeed },
  },
  metrics: said.averageSpeed === undefined ? {} : { averageSpeed: said.averageSpeed },
})
