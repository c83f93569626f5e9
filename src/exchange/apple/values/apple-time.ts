import { dayMs, dayNumber, parseInstant, timeLimit, timeOfDay } from '../../../health/time.js'

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48

// A character that is no digit makes a number that no day or time has, or NaN.
const two = (text: string, at: number): number => {
  const [tens, ones] = [digit(text, at), digit(text, at + 1)]
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

const offsetMs = (text: string): number => {
  const sign = text.charAt(20) === '-' ? -1 : 1
  return sign * timeOfDay(two(text, 21), two(text, 23), 0)
}

const isPunctuated = (text: string): boolean =>
  text.charCodeAt(4) === 45 &&
  text.charCodeAt(7) === 45 &&
  text.charCodeAt(10) === 32 &&
  text.charCodeAt(13) === 58 &&
  text.charCodeAt(16) === 58 &&
  text.charCodeAt(19) === 32 &&
  (text.charCodeAt(20) === 43 || text.charCodeAt(20) === 45)

function readOwn(text: string): number | undefined {
  const day = dayNumber(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8))
  const time = timeOfDay(two(text, 11), two(text, 14), two(text, 17) * 1_000)
  const at = day * dayMs + time - offsetMs(text)
  return at >= 0 && at < timeLimit ? at : undefined
}

/**
 * An instant as the Health app writes it, `2024-01-15 10:00:00 +0100`, or in ISO 8601 with an offset: epoch ms. Undefined
 * when it is none, or before 1970.
 */
export function parseAppleTime(text = ''): number | undefined {
  if (text.length === 25 && isPunctuated(text)) return readOwn(text)
  return parseInstant(text.trim().replace(' ', 'T').replace(' ', ''))
}
