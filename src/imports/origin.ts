import type { RecordingDevice } from '../exchange/recording/recorded-activity.js'
import type { DeviceProperties } from '../health/origin.js'

/** What saved the samples of a recording and what measured them, and its properties when the file names it. */
export interface RecordingOrigin {
  /** A slug. */
  readonly source: string
  readonly device?: string | undefined
  readonly properties?: DeviceProperties | undefined
}

const slugMax = 64

/** Words as a slug: `Garmin Edge 800` is `garmin-edge-800`; undefined when nothing is left of them. */
export const slugOf = (words: readonly (string | undefined)[]): string | undefined => {
  const slug = words
    .flatMap((word) => word ?? [])
    .join('-')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, slugMax)
    .replace(/-+$/, '')
  return slug === '' ? undefined : slug
}

const startsWith = (name: string | undefined, start: string | undefined): boolean =>
  start !== undefined && name?.toLowerCase().startsWith(start.toLowerCase()) === true

/** Where the samples of a recording come from: its device's make and name, or `import` when the file names none. */
export function originOf(recorder: RecordingDevice | undefined): RecordingOrigin {
  if (recorder === undefined) return { source: 'import' }
  const { name, manufacturer: make, serial, software } = recorder
  const words = startsWith(name, make) ? [name] : [make, name]
  const source = slugOf(words)
  const device = slugOf([...words, serial])
  if (source === undefined || device === undefined) return { source: 'import' }
  const properties = { name: name ?? make, manufacturer: make, model: name, softwareVersion: software }
  return { source, device, properties }
}
