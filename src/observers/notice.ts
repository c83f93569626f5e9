import { deletedJson, sampleJson } from '../health/json/sample-json.js'
import { isoTime } from '../health/time.js'
import type { Changes } from '../store/health-store.js'
import type { Subscription } from './subscription.js'

/** What is sent to an observer. */
export interface Notice {
  readonly subscription: string
  readonly user: string
  /** `created`: the first one; `changed`; `resync`: start over, as deletions were forgotten that you were not told of. */
  readonly reason: 'created' | 'changed' | 'resync'
  /** The types of what changed. */
  readonly types: readonly string[]
  /** Where what was acknowledged ends; read the changes from here. Left out: from the beginning. */
  readonly since?: string | undefined
  /** Where what this tells of ends. */
  readonly anchor: string
  readonly at: string
  readonly changes?: object | undefined
}

const typesOf = ({ added, deleted }: Changes): Set<string> =>
  new Set([...added.map(({ sample }) => sample.type), ...deleted.map(({ type }) => type)])

const changesJson = ({ added, deleted, anchor, more }: Changes): object => ({
  added: added.map(({ sample }) => sampleJson(sample)),
  deleted: deleted.map(deletedJson),
  anchor,
  more,
})

/** The notice of a page; `upto` is where it ends when the page itself is not sent. */
export function noticeOf(
  subscription: Subscription,
  page: Changes,
  { at, upto }: { at: number; upto: string },
): Notice {
  const { id, user, types, include, owed, anchor } = subscription
  const changed = page.more && include === undefined ? types : types.filter((type) => typesOf(page).has(type))
  return {
    subscription: id,
    user,
    reason: owed ?? 'changed',
    types: changed,
    ...(anchor === undefined ? {} : { since: anchor }),
    anchor: include === undefined ? upto : page.anchor,
    at: isoTime(at),
    ...(include === undefined ? {} : { changes: changesJson(page) }),
  }
}
