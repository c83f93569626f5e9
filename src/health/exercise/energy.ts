/** What energy is computed from besides readings: kg, m, completed years. */
export interface BodyFacts {
  readonly bodyMass: number
  readonly height: number
  readonly age: number
  readonly isMale: boolean
}

const joulesPerCalorie = 4.184
const grossEfficiency = 0.24
const secondsPerMinute = 60
const secondsPerHour = 3_600
const secondsPerDay = 86_400

/** kcal a second at so many watts on the pedals: a quarter of what is burned turns them (gross efficiency 24 %). */
export const energyOfPower = (watts: number): number => watts / 1_000 / joulesPerCalorie / grossEfficiency

/** Heart rates up to here say nothing of energy, count/min. */
export const leastEnergyHeartRate = 90

/**
 * kcal a second at a heart rate above 90/min, resting energy included.
 *
 * @see Keytel et al. 2005: Prediction of energy expenditure from heart rate monitoring during submaximal exercise.
 */
export const energyOfHeartRate = (rate: number, { bodyMass, age, isMale }: Omit<BodyFacts, 'height'>): number => {
  const kilojoulesPerMinute = isMale
    ? -55.0969 + 0.6309 * rate + 0.1988 * bodyMass + 0.2017 * age
    : -20.4022 + 0.4472 * rate - 0.1263 * bodyMass + 0.074 * age
  return Math.max(0, kilojoulesPerMinute) / joulesPerCalorie / secondsPerMinute
}

/** kcal a second of an activity with so many metabolic equivalents, resting energy included. */
export const energyOfActivity = (equivalents: number, bodyMass: number): number =>
  (equivalents * bodyMass) / secondsPerHour

/**
 * kcal a second at rest.
 *
 * @see Mifflin, St Jeor et al. 1990: A new predictive equation for resting energy expenditure in healthy individuals.
 */
export const restingEnergy = ({ bodyMass, height, age, isMale }: BodyFacts): number =>
  (10 * bodyMass + 625 * height - 5 * age + (isMale ? 5 : -161)) / secondsPerDay
