import { createHash, timingSafeEqual } from 'node:crypto'
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

/** A device hears what the engine says to it; a program hears everything. */
export function maySubscribe(topics: Topics, principal: Principal, filter: string): boolean {
  if (principal === 'program') return !filter.startsWith('$')
  const { device } = principal
  return filter === topics.device(device, 'command') || filter === topics.device(device, 'rejected')
}
