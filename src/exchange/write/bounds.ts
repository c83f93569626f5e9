// What Garmin's schemas give a number in a point: a byte or a short, and degrees.
const byteMax = 254
const shortMax = 65_535

const wholeUpTo = (max: number, value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.min(max, Math.max(0, Math.round(value)))

/** A number of beats a minute; undefined for none, because the schemas know no heart that stands still. */
export const wholeBeats = (value: number | undefined): number | undefined => wholeUpTo(byteMax, value) || undefined

export const wholeCadence = (value: number | undefined): number | undefined => wholeUpTo(byteMax, value)

/** Watts, or kilocalories. */
export const wholeShort = (value: number | undefined): number | undefined => wholeUpTo(shortMax, value)

const digits = 7

export const latitudeText = (degrees: number): string => degrees.toFixed(digits)

/** The antimeridian is west alone. */
export const longitudeText = (degrees: number): string => {
  const text = degrees.toFixed(digits)
  return Number(text) === 180 ? `-${text}` : text
}
