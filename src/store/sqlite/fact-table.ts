import type { Database } from './database.js'

type Fact = 'salt' | 'revision'

/** The store's few facts about itself, in the table `store`. */
export const openFactTable = (database: Database) => {
  const get = database.prepare<{ value: number }>('select value from store where name = ?')
  const set = database.prepare(
    'insert into store (name, value) values (?, ?) on conflict do update set value = excluded.value',
  )
  const read = (fact: Fact): number | undefined => get.get(fact)?.value
  return {
    get: read,
    set: (fact: Fact, value: number) => set.run(fact, value),
    /** Says to other connections that rows they may have kept were changed. */
    revise: () => set.run('revision', (read('revision') ?? 0) + 1),
  }
}
