import type { Database } from './database.js'

interface DocumentRow {
  readonly id: string
  readonly json: string
}

/** The rows of the table `document`. */
export const openDocumentTable = (database: Database) => {
  const get = database.prepare<{ json: string }>('select json from document where kind = ? and id = ?')
  const all = database.prepare<DocumentRow>('select id, json from document where kind = ? order by id')
  const put = database.prepare(
    'insert into document (kind, id, json) values (?, ?, ?) on conflict do update set json = excluded.json',
  )
  const remove = database.prepare('delete from document where kind = ? and id = ?')
  return {
    get: (kind: string, id: string) => get.get(kind, id)?.json,
    all: (kind: string) => all.all(kind),
    put: (kind: string, id: string, json: string) => put.run(kind, id, json),
    remove: (kind: string, id: string) => remove.run(kind, id),
  }
}

export type DocumentTable = ReturnType<typeof openDocumentTable>
