import { findActivityType, type WorkoutActivityTypeName } from '../../health/type.js'

/** The words of FIT, TCX, Garmin Connect, Strava, komoot and others for sports that HealthKit calls otherwise. */
const activityTypes: ReadonlyMap<string, WorkoutActivityTypeName> = new Map([
  ['1', 'cycling'],
  ['4', 'hiking'],
  ['9', 'running'],
  ['10', 'walking'],
  ['alpineSkiing', 'downhillSkiing'],
  ['backcountrySkiingSnowboarding', 'downhillSkiing'],
  ['bicycle', 'cycling'],
  ['bicycling', 'cycling'],
  ['bike', 'cycling'],
  ['biking', 'cycling'],
  ['bmx', 'cycling'],
  ['bouldering', 'climbing'],
  ['breathwork', 'mindAndBody'],
  ['canoeing', 'paddleSports'],
  ['cardio', 'mixedCardio'],
  ['cardioTraining', 'mixedCardio'],
  ['citybike', 'cycling'],
  ['crossCountrySki', 'crossCountrySkiing'],
  ['crossfit', 'crossTraining'],
  ['cyclocross', 'cycling'],
  ['discGolf', 'discSports'],
  ['diving', 'underwaterDiving'],
  ['duathlon', 'swimBikeRun'],
  ['eBikeFitness', 'cycling'],
  ['eBikeMountain', 'cycling'],
  ['eBiking', 'cycling'],
  ['ebike', 'cycling'],
  ['fitnessEquipment', 'mixedCardio'],
  ['floorClimbing', 'stairs'],
  ['handcycle', 'handCycling'],
  ['hike', 'hiking'],
  ['hiit', 'highIntensityIntervalTraining'],
  ['horsebackRiding', 'equestrianSports'],
  ['iceSkating', 'skatingSports'],
  ['inlineSkating', 'skatingSports'],
  ['jogging', 'running'],
  ['kayaking', 'paddleSports'],
  ['kitesurf', 'surfingSports'],
  ['kitesurfing', 'surfingSports'],
  ['meditation', 'mindAndBody'],
  ['mixedMartialArts', 'martialArts'],
  ['mountaineering', 'climbing'],
  ['mtb', 'cycling'],
  ['multiSport', 'swimBikeRun'],
  ['multisport', 'swimBikeRun'],
  ['nordicSki', 'crossCountrySkiing'],
  ['nordicSkiing', 'crossCountrySkiing'],
  ['openWater', 'swimming'],
  ['paddling', 'paddleSports'],
  ['poolApnea', 'underwaterDiving'],
  ['racebike', 'cycling'],
  ['rafting', 'paddleSports'],
  ['resortSkiingSnowboarding', 'downhillSkiing'],
  ['ride', 'cycling'],
  ['rockClimbing', 'climbing'],
  ['rollerSki', 'crossCountrySkiing'],
  ['rollerSkiing', 'crossCountrySkiing'],
  ['row', 'rowing'],
  ['run', 'running'],
  ['sail', 'sailing'],
  ['skate', 'skatingSports'],
  ['skateSkiing', 'crossCountrySkiing'],
  ['skateboard', 'skatingSports'],
  ['skateboarding', 'skatingSports'],
  ['skating', 'skatingSports'],
  ['ski', 'downhillSkiing'],
  ['skiing', 'downhillSkiing'],
  ['snowShoe', 'snowSports'],
  ['snowboard', 'snowboarding'],
  ['snowmobiling', 'snowSports'],
  ['snowshoe', 'snowSports'],
  ['snowshoeing', 'snowSports'],
  ['softballFastPitch', 'softball'],
  ['softballSlowPitch', 'softball'],
  ['spinning', 'cycling'],
  ['stairStepper', 'stairClimbing'],
  ['standUpPaddleboarding', 'paddleSports'],
  ['strengthTraining', 'traditionalStrengthTraining'],
  ['surfing', 'surfingSports'],
  ['swim', 'swimming'],
  ['touringbicycle', 'cycling'],
  ['training', 'functionalStrengthTraining'],
  ['triathlon', 'swimBikeRun'],
  ['velomobile', 'cycling'],
  ['wakeboarding', 'waterSports'],
  ['walk', 'walking'],
  ['waterSkiing', 'waterSports'],
  ['weightTraining', 'traditionalStrengthTraining'],
  ['weightlifting', 'traditionalStrengthTraining'],
  ['wheelchair', 'wheelchairRunPace'],
  ['wheelchairPushRun', 'wheelchairRunPace'],
  ['wheelchairPushWalk', 'wheelchairWalkPace'],
  ['windKiteSurfing', 'surfingSports'],
  ['windsurf', 'surfingSports'],
  ['windsurfing', 'surfingSports'],
])

/** The activity of FIT's sub-sports that say more than the sport. */
const activitiesBySubSport: ReadonlyMap<string, WorkoutActivityTypeName> = new Map([
  ['cardio_training', 'mixedCardio'],
  ['elliptical', 'elliptical'],
  ['flexibility_training', 'flexibility'],
  ['hand_cycling', 'handCycling'],
  ['indoor_hand_cycling', 'handCycling'],
  ['indoor_rowing', 'rowing'],
  ['pilates', 'pilates'],
  ['stair_climbing', 'stairClimbing'],
  ['strength_training', 'traditionalStrengthTraining'],
  ['yoga', 'yoga'],
])

/** What Garmin Connect ends some names with: winter sports, a second version. */
const marks: ReadonlySet<string> = new Set(['ws', 'v2'])

/** `MountainBikeRide`, `trail_running` and `ROAD BIKING` in their words. */
const wordsOf = (sport: string): readonly string[] =>
  sport
    .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '' && !marks.has(word))

const camelCase = (words: readonly string[]): string =>
  words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('')

const named = (name: string): WorkoutActivityTypeName | undefined => activityTypes.get(name) ?? findActivityType(name)

/** The HealthKit activity of a file's sport; `other` when there is none. Names end in what is done: `trail_running`. */
export function activityTypeOf(sport: string, subSport = ''): WorkoutActivityTypeName {
  const said = activitiesBySubSport.get(subSport)
  if (said !== undefined) return said
  const words = wordsOf(sport)
  for (const first of words.keys()) {
    const found = named(camelCase(words.slice(first)))
    if (found !== undefined) return found
  }
  return 'other'
}

const indoorWords: ReadonlySet<string> = new Set(['indoor', 'virtual', 'treadmill', 'spinning', 'lap'])
const indoorSubSports: ReadonlySet<string> = new Set([
  'spin',
  'treadmill',
  'elliptical',
  'lap_swimming',
  'stair_climbing',
  'virtual_activity',
])

/** Whether what a file calls its sport is done indoors. */
export const saysIndoor = (sport: string, subSport = ''): boolean =>
  wordsOf(sport).some((word) => indoorWords.has(word)) ||
  subSport.startsWith('indoor_') ||
  indoorSubSports.has(subSport)
