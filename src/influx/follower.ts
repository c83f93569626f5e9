import type { Logger } from 'pino'
import type { Clock } from '../health/clock.js'
import { HealthError } from '../health/error.js'
import type { HealthStore, PackedChanges } from '../store/health-store.js'
import type { KeptAnchor } from './anchor.js'
import type { Mirror } from './mirror.js'
import { nextLimit, type Pace, pauseAfter } from './pace.js'
import type { Schema } from './schema.js'
import { unavailable } from './target.js'

export interface FollowerParts {
  readonly feed: Pick<HealthStore, 'packedChanges' | 'subscribe' | 'anchor'>
  readonly kept: KeptAnchor
  readonly prepare: Schema['prepare']
  readonly apply: Mirror['apply']
  readonly clock: Clock
  readonly log: Pick<Logger, 'info' | 'warn'>
  readonly pace: Pace
}

interface Waiter {
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

/**
 * Reads the feed from an anchor of its own, page by page, and has each page applied while the next one is read. What
 * cannot be applied now is tried again, so nothing is skipped and after a crash some of it is repeated.
 */
export class Follower {
  readonly #parts: FollowerParts
  readonly #unsubscribe: () => void
  readonly #loop: Promise<void>
  #anchor: string | undefined
  #ahead: { readonly anchor: string; readonly page: Promise<PackedChanges> } | undefined
  #isSaved = true
  #savedAt: number
  #limit = 1_000
  // Counts rebuilds, so that the page in progress does not move the anchor that was just put back.
  #epoch = 0
  #isPrepared = false
  #hasNews = false
  #isIdle = false
  #isClosing = false
  #failures = 0
  #allFailures = 0
  #reason: string | undefined = 'InfluxDB was not asked yet'
  #behindSince: number | undefined
  #waiters: Waiter[] = []
  #wake: () => void = () => {}

  constructor(parts: FollowerParts) {
    this.#parts = parts
    this.#anchor = parts.kept.read()
    this.#savedAt = parts.clock()
    if (this.#anchor !== parts.feed.anchor()) this.#behindSince = parts.clock()
    this.#unsubscribe = parts.feed.subscribe(() => this.#notice())
    this.#loop = this.#run()
  }

  state(): { readonly ok: boolean; readonly reason?: string } {
    return this.#reason === undefined ? { ok: true } : { ok: false, reason: this.#reason }
  }

  get failures(): number {
    return this.#allFailures
  }

  /** Since when something waits to be written, in ms; 0 when nothing does. */
  get lag(): number {
    return this.#behindSince === undefined ? 0 : Math.max(0, this.#parts.clock() - this.#behindSince)
  }

  caughtUp(): Promise<void> {
    if (this.#isClosing) return Promise.reject(closed())
    const caughtUp = new Promise<void>((resolve, reject) => this.#waiters.push({ resolve, reject }))
    this.#notice()
    return caughtUp
  }

  async rebuild(): Promise<void> {
    this.#startOver()
    await this.#parts.kept.save(undefined)
    this.#notice()
  }

  /** Resolves when the page in progress is written, or after `graceMs` when the server does not take it. */
  async close(graceMs: number): Promise<void> {
    this.#isClosing = true
    this.#unsubscribe()
    this.#wake()
    await Promise.race([this.#loop, rest(graceMs)])
    for (const { reject } of this.#waiters.splice(0)) reject(closed())
    await this.#save()
  }

  #notice(): void {
    this.#hasNews = true
    this.#behindSince ??= this.#parts.clock()
    if (this.#isIdle) this.#wake()
  }

  #startOver(): void {
    this.#epoch += 1
    this.#anchor = undefined
    this.#isSaved = true
  }

  async #run(): Promise<void> {
    while (!this.#isClosing) {
      try {
        await this.#catchUp()
        await this.#idle()
      } catch (error) {
        await this.#recover(error)
      }
    }
  }

  async #catchUp(): Promise<void> {
    if (!this.#isPrepared) await this.#prepare()
    const asked = this.#waiters.length
    this.#hasNews = false
    while (await this.#step()) if (this.#isClosing) return
    this.#succeed()
    if (asked === 0) return
    await this.#save()
    for (const { resolve } of this.#waiters.splice(0, asked)) resolve()
  }

  async #prepare(): Promise<void> {
    const found = await this.#parts.prepare()
    this.#isPrepared = true
    if (found === 'there') return
    this.#parts.log.info({ isRebuilt: this.#anchor !== undefined }, 'database made')
    // A database that had to be made has lost whatever was written before.
    this.#startOver()
  }

  /** Applies a page; resolves to whether there is another. */
  async #step(): Promise<boolean> {
    const epoch = this.#epoch
    const page = await this.#read(this.#anchor)
    this.#limit = nextLimit(this.#limit, size(page))
    if (page.more) this.#readAhead(page.anchor)
    const isEmpty = size(page).samples === 0
    if (!isEmpty) await this.#parts.apply(page)
    if (epoch !== this.#epoch) return true
    this.#anchor = page.anchor
    if (!isEmpty) await this.#saveNowAndThen()
    return page.more
  }

  #read(anchor: string | undefined): Promise<PackedChanges> {
    const ahead = this.#ahead
    this.#ahead = undefined
    if (ahead !== undefined && ahead.anchor === anchor) return ahead.page
    return this.#parts.feed.packedChanges({ anchor, limit: this.#limit })
  }

  #readAhead(anchor: string): void {
    const page = this.#parts.feed.packedChanges({ anchor, limit: this.#limit })
    // Whoever needs it hears of a failure; if it is not needed, nobody has to.
    page.catch(() => {})
    this.#ahead = { anchor, page }
  }

  #succeed(): void {
    if (this.#failures > 0) this.#parts.log.info({ failures: this.#failures }, 'InfluxDB is followed up to date again')
    this.#failures = 0
    this.#reason = undefined
    if (!this.#hasNews) this.#behindSince = undefined
  }

  async #saveNowAndThen(): Promise<void> {
    this.#isSaved = false
    if (this.#parts.clock() - this.#savedAt >= this.#parts.pace.save) await this.#save()
  }

  async #save(): Promise<void> {
    if (this.#isSaved) return
    this.#isSaved = true
    this.#savedAt = this.#parts.clock()
    await this.#parts.kept.save(this.#anchor)
  }

  async #idle(): Promise<void> {
    const { spacing, save, probe } = this.#parts.pace
    if (!this.#isSaved) await this.#sleep(spacing)
    if (this.#hasNews || this.#isClosing) return
    this.#isIdle = true
    await this.#sleep(this.#isSaved ? probe : save)
    this.#isIdle = false
    if (this.#hasNews || this.#isClosing) return
    if (this.#isSaved) this.#isPrepared = false
    else await this.#save()
  }

  async #recover(error: unknown): Promise<void> {
    if (this.#isClosing) return
    this.#isPrepared = false
    this.#failures += 1
    this.#allFailures += 1
    const code = error instanceof HealthError ? error.code : 'unknown'
    this.#reason = error instanceof HealthError ? error.message : 'writing to InfluxDB fails'
    if (isTold(this.#failures)) {
      this.#parts.log.warn({ code, reason: this.#reason, failures: this.#failures }, 'InfluxDB is behind')
    }
    // The anchor is of another store, or too old to tell what was deleted since.
    if (code === 'anchorExpired') this.#startOver()
    await this.#sleep(pauseAfter(this.#failures, this.#parts.pace))
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

// A night's outage is no night of lines: the first few failures, and then one every ten minutes.
const isTold = (failures: number): boolean => failures <= 5 || failures % 20 === 0

const closed = (): HealthError => unavailable('is not followed any more')

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())

const size = ({
  samples,
  quantities,
  deleted,
}: PackedChanges): { readonly samples: number; readonly points: number } => ({
  samples: samples.length + quantities.values.length + deleted.length,
  points:
    quantities.values.length +
    samples.reduce((points, { sample }) => points + (sample.kind === 'series' ? sample.times.length : 1), 0) +
    deleted.reduce((points, { times }) => points + (times?.length ?? 1), 0),
})
