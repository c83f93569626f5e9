import type { WorkoutActivityTypeName } from '../../health/type.js'
import type { WorkoutLocation } from '../../health/workout.js'

/** The sport of an activity in FIT, and its sub-sport indoors. */
const sports = {
  cycling: { fit: 'cycling', fitIndoor: 'indoor_cycling' },
  handCycling: { fit: 'cycling', fitIndoor: 'indoor_hand_cycling' },
  running: { fit: 'running', fitIndoor: 'treadmill' },
  walking: { fit: 'walking', fitIndoor: 'indoor_walking' },
  hiking: { fit: 'hiking' },
  rowing: { fit: 'rowing', fitIndoor: 'indoor_rowing' },
  swimming: { fit: 'swimming', fitIndoor: 'lap_swimming' },
  swimBikeRun: { fit: 'multisport' },
  transition: { fit: 'transition' },
  elliptical: { fit: 'fitness_equipment', fitIndoor: 'elliptical' },
  stairClimbing: { fit: 'fitness_equipment', fitIndoor: 'stair_climbing' },
  mixedCardio: { fit: 'training', fitIndoor: 'cardio_training' },
  functionalStrengthTraining: { fit: 'training', fitIndoor: 'strength_training' },
  traditionalStrengthTraining: { fit: 'training', fitIndoor: 'strength_training' },
  yoga: { fit: 'training', fitIndoor: 'yoga' },
  pilates: { fit: 'training', fitIndoor: 'pilates' },
  highIntensityIntervalTraining: { fit: 'hiit' },
  crossCountrySkiing: { fit: 'cross_country_skiing' },
  downhillSkiing: { fit: 'alpine_skiing' },
  snowboarding: { fit: 'snowboarding' },
  paddleSports: { fit: 'paddling' },
  climbing: { fit: 'rock_climbing', fitIndoor: 'indoor_climbing' },
  skatingSports: { fit: 'inline_skating' },
  golf: { fit: 'golf' },
  tennis: { fit: 'tennis' },
  soccer: { fit: 'soccer' },
  basketball: { fit: 'basketball' },
  boxing: { fit: 'boxing' },
  sailing: { fit: 'sailing' },
  jumpRope: { fit: 'jump_rope' },
} as const satisfies Readonly<
  Partial<Record<WorkoutActivityTypeName, { readonly fit: string; readonly fitIndoor?: string }>>
>

type Sports = (typeof sports)[keyof typeof sports]
/** The sports that are written, as the FIT profile spells them. */
export type FitSport = Sports['fit'] | 'generic'
export type FitSubSport = Extract<Sports, { readonly fitIndoor: string }>['fitIndoor'] | 'generic'

const known: Readonly<
  Partial<Record<WorkoutActivityTypeName, { readonly fit: FitSport; readonly fitIndoor?: FitSubSport }>>
> = sports

const tcxSports: Readonly<Partial<Record<WorkoutActivityTypeName, 'Running' | 'Biking'>>> = {
  cycling: 'Biking',
  handCycling: 'Biking',
  running: 'Running',
}

/** FIT's sport and sub-sport. */
export const fitSportOf = (
  activityType: WorkoutActivityTypeName,
  location: WorkoutLocation,
): { readonly sport: FitSport; readonly sub_sport: FitSubSport } => {
  const { fit = 'generic', fitIndoor = 'generic' } = known[activityType] ?? {}
  return { sport: fit, sub_sport: location === 'indoor' ? fitIndoor : 'generic' }
}

/** TCX knows three. */
export const tcxSportOf = (activityType: WorkoutActivityTypeName): 'Running' | 'Biking' | 'Other' =>
  tcxSports[activityType] ?? 'Other'

/** GPX leaves the word to its writer; most readers know FIT's. */
export const gpxTypeOf = (activityType: WorkoutActivityTypeName): string => known[activityType]?.fit ?? activityType
