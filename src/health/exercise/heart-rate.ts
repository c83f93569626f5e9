/** What a person's greatest heart rate is known from: itself, count/min, or the date of birth, `2001-02-03`. */
export interface HeartRateFacts {
  readonly dateOfBirth?: string | undefined
  readonly maximumHeartRate?: number | undefined
}

/** The year, and the day of the year, of which the earlier one is the lesser text. */
const splitYear = (date: string): readonly string[] => [date.slice(0, 4), date.slice(5)]

/** Completed years of life at an instant. */
export const ageAt = (dateOfBirth: string, at: number): number => {
  const [year = '', birthday = ''] = splitYear(dateOfBirth)
  const [presentYear = '', day = ''] = splitYear(new Date(at).toISOString().slice(0, 10))
  return Number(presentYear) - Number(year) - (day < birthday ? 1 : 0)
}

/** Count/min: the person's own, else 208 − 0.7 × age (Tanaka 2001); undefined when neither is known. */
export const maximumHeartRate = (facts: HeartRateFacts, at: number): number | undefined => {
  if (facts.maximumHeartRate !== undefined) return facts.maximumHeartRate
  return facts.dateOfBirth === undefined ? undefined : 208 - 0.7 * ageAt(facts.dateOfBirth, at)
}
