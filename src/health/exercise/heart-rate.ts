const millisecondsPerYear = 365.2425 * 86_400_000

/** What a person's greatest heart rate is known from: itself, count/min, or the date of birth, `2001-02-03`. */
export interface HeartRateFacts {
  readonly dateOfBirth?: string | undefined
  readonly maximumHeartRate?: number | undefined
}

/** Completed years of life at an instant. */
export const ageAt = (dateOfBirth: string, at: number): number =>
  Math.floor((at - Date.parse(`${dateOfBirth}T00:00:00Z`)) / millisecondsPerYear)

/** Count/min: the person's own, else 208 − 0.7 × age (Tanaka 2001); undefined when neither is known. */
export const maximumHeartRate = (facts: HeartRateFacts, at: number): number | undefined => {
  if (facts.maximumHeartRate !== undefined) return facts.maximumHeartRate
  return facts.dateOfBirth === undefined ? undefined : 208 - 0.7 * ageAt(facts.dateOfBirth, at)
}
