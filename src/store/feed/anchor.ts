import { HealthError, invalidArgument } from '../../health/error.js'

/** Which part of a segment a reader has reached. Deletions come first. */
export const phases = { tombstones: 0, rows: 1, journal: 2, blocks: 3 } as const

export type Phase = (typeof phases)[keyof typeof phases]

/**
 * Where a reader stands. Everything committed up to `after` was delivered; of what was committed up to `upto`, that
 * which comes up to the place (`phase`, `major`, `minor`) was, too. A place is the number of a row, and a start in it; of
 * a commit's quantities in the journal, a stream and a start.
 */
export interface Place {
  readonly after: number
  readonly upto?: number | undefined
  readonly phase: Phase
  readonly major: number
  readonly minor: number
  /** The newest commit when the reader began with nothing. What was deleted before that it never had. */
  readonly since?: number | undefined
}

/** The place at which everything up to a commit was delivered. */
export const placeAfter = (seq: number): Place => ({ after: seq, phase: 0, major: -1, minor: -1 })

const number = '(-?\\d+)'
const pattern = new RegExp(`^([0-9a-f]{8})\\.(\\d+)(?:\\.(\\d+)\\.([0-3])\\.${number}\\.${number})?(?:~(\\d+))?$`)

const saltText = (salt: number): string => salt.toString(16).padStart(8, '0')

/** The place as opaque text that names the store it belongs to. */
export function formatAnchor(salt: number, place: Place): string {
  const { after, upto, phase, major, minor, since = 0 } = place
  const rest = upto === undefined ? [] : [upto, phase, major, minor]
  const begun = since > after ? `~${since}` : ''
  return [saltText(salt), after, ...rest].join('.') + begun
}

/** Why a reader has to start over, and how. */
export const expired = (reason: string): HealthError =>
  new HealthError(
    'anchorExpired',
    `${reason}: read from the beginning, without an anchor, and drop what is not told anew`,
  )

/** The place in an anchor: `invalidArgument` when it is none, `anchorExpired` when it is another store's. */
export function parseAnchor(text: string, store: { readonly salt: number; readonly head: number }): Place {
  const [, salt, after, upto, phase, major, minor, since] = pattern.exec(text) ?? []
  if (salt === undefined)
    throw invalidArgument('the anchor is malformed', [{ pointer: '/anchor', message: 'malformed' }])
  const latest = Math.max(Number(upto ?? after), Number(since ?? 0))
  if (salt !== saltText(store.salt) || latest > store.head) throw expired('the anchor is of another store')
  const begun = since === undefined ? {} : { since: Number(since) }
  if (upto === undefined) return { ...placeAfter(Number(after)), ...begun }
  const place = { after: Number(after), upto: Number(upto), phase: Number(phase) as Phase }
  return { ...place, major: Number(major), minor: Number(minor), ...begun }
}
