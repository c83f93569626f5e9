import type { QuantityTypeName, WorkoutActivityTypeName } from '../type.js'

/** What a workout can collect (HKLiveWorkoutDataSource): quantities, beats, places. */
export type CollectedTypeName = QuantityTypeName | 'heartbeatSeries' | 'workoutRoute'

/** What the body does in any exercise, and what is around it. */
const ofAnyExercise = [
  'heartRate',
  'heartbeatSeries',
  'heartRateVariabilitySDNN',
  'respiratoryRate',
  'oxygenSaturation',
  'peripheralPerfusionIndex',
  'electrodermalActivity',
  'bodyTemperature',
  'activeEnergyBurned',
  'basalEnergyBurned',
  'physicalEffort',
  'appleExerciseTime',
  'appleMoveTime',
  'workoutRoute',
  'environmentalAudioExposure',
  'headphoneAudioExposure',
  'uvExposure',
  'timeInDaylight',
] as const satisfies readonly CollectedTypeName[]

/** What tells of one way to move, and of no other. */
const ofMotion = {
  foot: [
    'distanceWalkingRunning',
    'stepCount',
    'flightsClimbed',
    'runningGroundContactTime',
    'runningPower',
    'runningSpeed',
    'runningStrideLength',
    'runningVerticalOscillation',
    'stairAscentSpeed',
    'stairDescentSpeed',
    'walkingSpeed',
    'walkingStepLength',
    'walkingAsymmetryPercentage',
    'walkingDoubleSupportPercentage',
  ],
  bike: ['cyclingCadence', 'cyclingPower', 'cyclingSpeed', 'distanceCycling'],
  water: ['distanceSwimming', 'swimmingStrokeCount', 'underwaterDepth', 'waterTemperature'],
  oars: ['distanceRowing', 'rowingSpeed'],
  paddles: ['distancePaddleSports', 'paddleSportsSpeed', 'waterTemperature'],
  skis: ['distanceCrossCountrySkiing', 'crossCountrySkiingSpeed'],
  slopes: ['distanceDownhillSnowSports'],
  skates: ['distanceSkatingSports'],
  wheelchair: ['distanceWheelchair', 'pushCount'],
} as const satisfies Readonly<Record<string, readonly CollectedTypeName[]>>

/** How one moves in a sport; in one that is not here nobody can tell, and so every motion counts. */
const motionOf: Readonly<Partial<Record<WorkoutActivityTypeName, keyof typeof ofMotion>>> = {
  running: 'foot',
  walking: 'foot',
  hiking: 'foot',
  cycling: 'bike',
  handCycling: 'bike',
  swimming: 'water',
  rowing: 'oars',
  paddleSports: 'paddles',
  crossCountrySkiing: 'skis',
  downhillSkiing: 'slopes',
  snowboarding: 'slopes',
  skatingSports: 'skates',
  wheelchairWalkPace: 'wheelchair',
  wheelchairRunPace: 'wheelchair',
}

/** In alphabetical order. */
const together = (...types: readonly CollectedTypeName[]): ReadonlySet<CollectedTypeName> => new Set(types.toSorted())

const ofAllMotion = together(...ofAnyExercise, ...Object.values(ofMotion).flat())

const ofSport: ReadonlyMap<WorkoutActivityTypeName, ReadonlySet<CollectedTypeName>> = new Map(
  Object.entries(motionOf).map(([sport, motion]) => [
    sport as WorkoutActivityTypeName,
    together(...ofAnyExercise, ...ofMotion[motion]),
  ]),
)

/**
 * What a workout of a sport collects when nobody says otherwise, in alphabetical order: neither other motion nor what is no
 * exercise at all.
 */
export const typesCollectedIn = (sport: WorkoutActivityTypeName): ReadonlySet<CollectedTypeName> =>
  ofSport.get(sport) ?? ofAllMotion
