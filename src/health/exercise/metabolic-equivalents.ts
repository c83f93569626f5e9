import type { WorkoutActivityTypeName } from '../type.js'

/** The code of a row of the Compendium, and its metabolic equivalents, kcal per kg and hour. */
type Row = readonly [code: string, equivalents: number]

/**
 * The row of the Compendium that is an activity in general. What the Compendium does not list by itself is left out.
 *
 * @see Ainsworth et al. 2011: 2011 Compendium of Physical Activities.
 */
const rows: Readonly<Partial<Record<WorkoutActivityTypeName, Row>>> = {
  americanFootball: ['15230', 8],
  archery: ['15010', 4.3],
  badminton: ['15030', 5.5],
  barre: ['03010', 5],
  baseball: ['15620', 5],
  basketball: ['15055', 6.5],
  bowling: ['15090', 3],
  boxing: ['15120', 7.8],
  cardioDance: ['03015', 7.3],
  climbing: ['15533', 8],
  cooldown: ['02101', 2.3],
  coreTraining: ['02022', 3.8],
  cricket: ['15150', 4.8],
  crossCountrySkiing: ['19090', 9],
  crossTraining: ['02040', 8],
  curling: ['15170', 4],
  cycling: ['01015', 7.5],
  dance: ['03031', 7.8],
  danceInspiredTraining: ['03015', 7.3],
  discSports: ['15240', 3],
  downhillSkiing: ['19160', 5.3],
  elliptical: ['02048', 5],
  equestrianSports: ['15370', 5.5],
  fencing: ['15200', 6],
  fishing: ['04001', 3.5],
  fitnessGaming: ['02003', 3.8],
  flexibility: ['02101', 2.3],
  functionalStrengthTraining: ['02052', 5],
  golf: ['15255', 4.8],
  gymnastics: ['15300', 3.8],
  handball: ['15330', 8],
  highIntensityIntervalTraining: ['02040', 8],
  hiking: ['17080', 6],
  hockey: ['15360', 8],
  hunting: ['04100', 5],
  jumpRope: ['15551', 11.8],
  kickboxing: ['15430', 10.3],
  lacrosse: ['15460', 8],
  martialArts: ['15430', 10.3],
  mindAndBody: ['02150', 2.5],
  mixedCardio: ['02060', 5.5],
  mixedMetabolicCardioTraining: ['02060', 5.5],
  paddleSports: ['18100', 5],
  pilates: ['02105', 3],
  play: ['15135', 5.8],
  preparationAndRecovery: ['02101', 2.3],
  racquetball: ['15530', 7],
  rowing: ['02071', 4.8],
  rugby: ['15560', 8.3],
  running: ['12150', 8],
  sailing: ['18120', 3],
  skatingSports: ['19030', 7],
  snowSports: ['19160', 5.3],
  snowboarding: ['19160', 5.3],
  soccer: ['15610', 7],
  socialDance: ['03040', 3],
  softball: ['15620', 5],
  squash: ['15652', 7.3],
  stairClimbing: ['02065', 9],
  stairs: ['17133', 4],
  stepTraining: ['03016', 7.5],
  surfingSports: ['18220', 3],
  swimming: ['18240', 5.8],
  tableTennis: ['15660', 4],
  taiChi: ['15670', 3],
  tennis: ['15675', 7.3],
  trackAndField: ['15733', 6],
  traditionalStrengthTraining: ['02054', 3.5],
  underwaterDiving: ['18200', 7],
  volleyball: ['15710', 4],
  walking: ['17190', 3.5],
  waterFitness: ['18355', 5.5],
  waterPolo: ['18360', 10],
  waterSports: ['18150', 6],
  wrestling: ['15730', 6],
  yoga: ['02150', 2.5],
}

/** kcal per kg and hour; undefined for an activity that the Compendium does not list. */
export const metabolicEquivalentOf = (activity: WorkoutActivityTypeName): number | undefined => rows[activity]?.[1]

/** The five digits by which the Compendium knows the row; undefined for an activity that it does not list. */
export const compendiumCodeOf = (activity: WorkoutActivityTypeName): string | undefined => rows[activity]?.[0]
