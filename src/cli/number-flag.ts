import { UsageError } from './command.js'

/** The number that a flag says; a usage error names the flag and its range. */
export function numberFlag(
  name: string,
  text: string,
  { min, max }: { readonly min: number; readonly max: number },
): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isFinite(value) && value >= min && value <= max) return value
  throw new UsageError(`--${name} is a number from ${min} to ${max}, not ${text}`)
}
