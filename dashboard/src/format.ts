/** A figure and its unit, ready to show. */
export interface Shown {
  readonly value: string
  readonly unit: string
}

/** What stands where there is no figure. */
export const nothing = '–'

const two = (value: number): string => String(value).padStart(2, '0')

/** Seconds as `m:ss` or `h:mm:ss`; a part of a second has not passed yet. */
export const formatDuration = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

export const formatWhole = (value: number | undefined): string =>
  value === undefined ? nothing : String(Math.round(value) + 0)

/** Metres; from a kilometre on in kilometres, cut and not rounded up: 999.9 m is not a kilometre. */
export const formatDistance = (metres: number | undefined): Shown => {
  if (metres === undefined) return { value: nothing, unit: 'km' }
  if (metres < 1000) return { value: String(Math.floor(metres)), unit: 'm' }
  return { value: (Math.floor(metres / 10) / 100).toFixed(2), unit: 'km' }
}

/** Metres per second as km/h. */
export const formatSpeed = (metresPerSecond: number | undefined): Shown => ({
  value: metresPerSecond === undefined ? nothing : (metresPerSecond * 3.6).toFixed(1),
  unit: 'km/h',
})

const slowestPaceSeconds = 3600

/** Metres per second as minutes a kilometre; standing still has no pace. */
export const formatPace = (metresPerSecond: number | undefined): Shown => {
  const seconds = metresPerSecond ? Math.round(1000 / metresPerSecond) : Infinity
  return { value: seconds < slowestPaceSeconds ? formatDuration(seconds) : nothing, unit: 'min/km' }
}

/** A camelCase name as words: `traditionalStrengthTraining` is `Traditional strength training`. */
export const formatName = (name: string): string => {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** `Indoor cycling`; an activity whose place is not known goes without. */
export const formatActivity = (activityType: string, location: string): string =>
  location === 'indoor' || location === 'outdoor'
    ? `${formatName(location)} ${formatName(activityType).toLowerCase()}`
    : formatName(activityType)

/** How a person's browser writes dates; `timeZone` is the browser's own when left out. */
export interface Locale {
  readonly language?: string | undefined
  readonly timeZone?: string | undefined
}

/** An instant (ISO 8601) as time of day, to the second. */
export const formatTime = (instant: string, { language, timeZone }: Locale = {}): string =>
  new Intl.DateTimeFormat(language, {
    timeStyle: 'medium',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(new Date(instant))

/** An instant (ISO 8601) as day and time of day. */
export const formatDate = (instant: string, { language, timeZone }: Locale = {}): string =>
  new Intl.DateTimeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(new Date(instant))
