import { z } from 'zod'
import type { Documents } from '../store/documents.js'
import type { Target } from './target.js'

/** How far the feed has been written. It belongs to one database: for another one, nothing has been written. */
export interface KeptAnchor {
  read(): string | undefined
  /** Resolves once durable; without an anchor the next start is from the beginning. */
  save(anchor: string | undefined): Promise<void>
}

const kind = 'anchor'
const id = 'influx'
const schema = z.object({ anchor: z.string(), host: z.string(), database: z.string() })

export function keepAnchor(documents: Documents, { url, database }: Target): KeptAnchor {
  const { host } = new URL(url)
  return {
    read() {
      const kept = schema.safeParse(documents.get(kind, id)).data
      return kept?.host === host && kept.database === database ? kept.anchor : undefined
    },
    save: (anchor) =>
      anchor === undefined ? documents.remove(kind, id) : documents.put(kind, id, { anchor, host, database }),
  }
}
