import { createHash, timingSafeEqual } from 'node:crypto'
import type { ForeignTopics } from '../foreign/foreign-topics.js'
import type { Topics } from '../topics.js'

/** Who is signed in to the embedded broker: a device, or a trusted program that may read and route everything. */
export type Principal = { readonly device: string } | 'program'

/** A name and a password, both in plain text. */
export interface Credential {
  readonly username: string
  readonly password: string
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Whether two credentials are the same, in a time that tells nothing of either. */
export const isSameCredential = (one: Credential, other: Credential): boolean => {
  const isSameName = timingSafeEqual(digest(one.username), digest(other.username))
  return timingSafeEqual(digest(one.password), digest(other.password)) && isSameName
}

const isBelow = (topic: string, base: string): boolean => topic === base || topic.startsWith(`${base}/`)

/**
 * A device publishes its own messages and nothing else. A program publishes any device's messages and whatever lies
 * outside the base, but nothing that only the engine says.
 */
export function mayPublish(topics: Topics, principal: Principal, topic: string): boolean {
  const target = topics.parse(topic)
  if (principal !== 'program') return target?.device === principal.device
  return target !== undefined || !(isBelow(topic, topics.base) || topic.startsWith('$'))
}

/** What becomes of a publication: it is taken, ends its connection, or is taken and kept from everybody. */
export type Admission = 'taken' | 'refused' | 'dropped'

/**
 * The same where there are mappings of foreign topics. There a device of somebody else's making may sign in, which says
 * much besides what is mapped (its log, its discovery) and would not bear to be thrown out for it.
 */
export function admit(
  { topics, foreign }: { topics: Topics; foreign: ForeignTopics | undefined },
  principal: Principal,
  topic: string,
): Admission {
  if (mayPublish(topics, principal, topic)) return 'taken'
  if (principal === 'program' || foreign === undefined || isBelow(topic, topics.base)) return 'refused'
  if (foreign.has(topic)) return foreign.mayPublish(principal.device, topic) ? 'taken' : 'refused'
  return foreign.filters.length > 0 && !topic.startsWith('$') ? 'dropped' : 'refused'
}

/** A device hears what the engine says to it; a program hears everything. */
export function maySubscribe(topics: Topics, principal: Principal, filter: string): boolean {
  if (principal === 'program') return !filter.startsWith('$')
  const { device } = principal
  return filter === topics.device(device, 'command') || filter === topics.device(device, 'rejected')
}
