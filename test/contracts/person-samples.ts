import type { Person } from '../../src/health/person/person.js'
import type { HealthStore } from '../../src/store/health-store.js'

/** A person's health wherever it is kept, with nothing in it, and how to leave it. */
export interface OpenedPerson {
  readonly person: Person
  /** The store beneath, for what programs do not save. */
  readonly store: HealthStore
  close(): Promise<void>
}

/** What is open while a test goes on. */
export interface Opened {
  person(): Person
  store(): HealthStore
}

export const noon = Date.UTC(2026, 10, 22, 12)
export const iso = (second: number): string => new Date(noon + second * 1_000).toISOString()

/** A heart rate so many seconds after noon. */
export const beat = (second: number, value: number, more: object = {}) => ({
  type: 'heartRate',
  unit: 'count/min',
  start: noon + second * 1_000,
  value,
  ...more,
})

export const steps = (second: number, value: number, source = 'watch') => ({
  type: 'stepCount',
  value,
  start: iso(second),
  end: iso(second + 600),
  source,
})

/** What is taken from an iteration, at most so many items. */
export const take = async <Item>(items: AsyncIterable<Item>, count = Number.POSITIVE_INFINITY): Promise<Item[]> => {
  const taken: Item[] = []
  for await (const item of items) {
    taken.push(item)
    if (taken.length >= count) break
  }
  return taken
}
