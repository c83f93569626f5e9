import { describe } from 'vitest'
import { personFeed } from './person-feed.js'
import { personFigures } from './person-figures.js'
import { personQueries } from './person-queries.js'
import type { OpenedPerson } from './person-samples.js'

/** What every `Person` keeps, in this process or over HTTP. */
export function personContract(name: string, open: () => Promise<OpenedPerson>): void {
  describe(`${name} keeps the contract of a person`, () => {
    personQueries(open)
    personFigures(open)
    personFeed(open)
  })
}
