import { afterEach, beforeEach, describe } from 'vitest'
import { personFeed } from './person-feed.js'
import { personFigures } from './person-figures.js'
import { personQueries } from './person-queries.js'
import type { OpenedPerson } from './person-samples.js'

/** What every `Person` keeps, in this process or over HTTP. */
export function personContract(name: string, open: () => Promise<OpenedPerson>): void {
  describe(`${name} keeps the contract of a person`, () => {
    let opened: OpenedPerson
    beforeEach(async () => {
      opened = await open()
    })
    afterEach(() => opened.close())

    const now = { person: () => opened.person, store: () => opened.store }
    personQueries(now)
    personFigures(now)
    personFeed(now)
  })
}
