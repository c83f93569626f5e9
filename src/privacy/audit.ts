import { z } from 'zod'
import type { Clock } from '../health/clock.js'
import type { ObjectTypeName } from '../health/permission/object-type.js'
import type { Documents } from '../store/documents.js'

const actions = ['read', 'save', 'delete', 'refused', 'authorized', 'requested'] as const

/** What a program did, or was told: `refused` is a save or deletion that it had no permission for. */
export type AuditAction = (typeof actions)[number]

/** Who did what with which types of whose data; without types, with all that it may. Never a value. */
export interface Deed {
  readonly client: string
  readonly user: string
  readonly action: AuditAction
  readonly types: readonly ObjectTypeName[]
}

const entrySchema = z.object({
  client: z.string(),
  user: z.string(),
  action: z.enum(actions),
  types: z.array(z.custom<ObjectTypeName>((name) => typeof name === 'string')),
  first: z.number(),
  last: z.number(),
  times: z.number(),
})

/** The same deed within a minute: the first and the last time (epoch ms), and how often. */
export type AuditEntry = z.infer<typeof entrySchema>

/** What programs did, bounded: the oldest entries make room. */
export interface Audit {
  note(deed: Deed): void
  /** Newest first. */
  of(user: string): readonly AuditEntry[]
  /** Forgets a person. */
  forget(user: string): Promise<void>
}

const kind = 'audit'
const minuteMs = 60_000
const pageLength = 100
const pagesMax = 100
// A page is written again at most so often while entries are added to it.
const writeEveryMs = 1_000

interface Page {
  readonly id: number
  readonly entries: AuditEntry[]
  writtenAt: number
  /** A write is under way, and whether there is more to write after it. */
  writing: boolean
  isDirty: boolean
}

const newPage = (id: number, entries: AuditEntry[] = []): Page => ({
  ...{ id, entries, writtenAt: 0 },
  ...{ writing: false, isDirty: false },
})

const pageSchema = z.array(entrySchema)
const nameOf = (id: number): string => String(id).padStart(12, '0')

const isSame = (entry: AuditEntry, { client, user, action, types }: Deed): boolean =>
  entry.client === client && entry.user === user && entry.action === action && entry.types.join() === types.join()

class DocumentAudit implements Audit {
  readonly #documents: Documents
  readonly #clock: Clock
  readonly #pages: Page[]

  constructor({ documents, clock }: AuditParts) {
    this.#documents = documents
    this.#clock = clock
    this.#pages = documents.all(kind).map(({ id, value }) => {
      const entries = pageSchema.safeParse(value).data ?? []
      return newPage(Number(id), entries)
    })
  }

  note(deed: Deed): void {
    const now = this.#clock()
    const page = this.#current()
    const same = page.entries.find((entry) => isSame(entry, deed) && now - entry.first < minuteMs)
    if (same === undefined) page.entries.push({ ...deed, types: [...deed.types], first: now, last: now, times: 1 })
    else Object.assign(same, { last: now, times: same.times + 1 })
    // A count that is a second behind after a crash is no loss; a deed that nobody hears of would be.
    if (same === undefined || now - page.writtenAt >= writeEveryMs) this.#write(page, now)
  }

  of(user: string): readonly AuditEntry[] {
    const entries = this.#pages.flatMap((page) => page.entries.filter((entry) => entry.user === user))
    return entries.sort((a, b) => b.last - a.last)
  }

  async forget(user: string): Promise<void> {
    const touched = this.#pages.filter(({ entries }) => entries.some((entry) => entry.user === user))
    for (const { entries } of touched) {
      const kept = entries.filter((entry) => entry.user !== user)
      entries.splice(0, entries.length, ...kept)
    }
    await Promise.all(touched.map(({ id, entries }) => this.#documents.put(kind, nameOf(id), entries)))
  }

  #current(): Page {
    const last = this.#pages.at(-1)
    if (last !== undefined && last.entries.length < pageLength) return last
    const page = newPage((last?.id ?? 0) + 1)
    this.#pages.push(page)
    const oldest = this.#pages.length > pagesMax ? this.#pages.shift() : undefined
    if (oldest) this.#drop(oldest)
    return page
  }

  #drop(page: Page): void {
    page.entries.length = 0
    this.#documents.remove(kind, nameOf(page.id)).catch(() => undefined)
  }

  // One write of a page at a time: what is noted meanwhile goes with the next.
  #write(page: Page, now: number): void {
    page.isDirty = true
    page.writtenAt = now
    if (page.writing) return
    page.writing = true
    this.#writeAll(page)
      // The store tells of its trouble itself; what was asked is answered all the same.
      .catch(() => undefined)
      .finally(() => {
        page.writing = false
      })
  }

  async #writeAll(page: Page): Promise<void> {
    while (page.isDirty && page.entries.length > 0) {
      page.isDirty = false
      await this.#documents.put(kind, nameOf(page.id), page.entries)
    }
  }
}

export interface AuditParts {
  readonly documents: Documents
  readonly clock: Clock
}

/** Opens the book kept in `documents`. */
export const openAudit = (parts: AuditParts): Audit => new DocumentAudit(parts)
