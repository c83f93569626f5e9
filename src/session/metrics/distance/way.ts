/** What was gone between two readings: where it ends on the way, m, and when it was gone, ms of timer time. */
interface Stretch {
  readonly before: number
  readonly after: number
  readonly from: number
  readonly to: number
}

// What adds too little to be told apart from nothing has no length.
const timeAt = ({ before, after, from, to }: Stretch, metres: number): number =>
  after > before ? from + ((metres - before) / (after - before)) * (to - from) : to

const forgetEvery = 4_096

/** The newest stretches of a way, by their numbers from its start; in columns, since there may be a hundred thousand. */
class Stretches {
  #before: number[] = []
  #from: number[] = []
  #to: number[] = []
  /** The number of the first that is kept. */
  #first = 0
  #metres = 0

  /** The stretch of so many more metres. */
  push(amount: number, from: number, to: number): Stretch {
    const before = this.#metres
    this.#before.push(before)
    this.#from.push(from)
    this.#to.push(to)
    this.#metres += amount
    return { before, after: this.#metres, from, to }
  }

  at(number: number): Stretch | undefined {
    const at = number - this.#first
    if (at < 0 || at >= this.#before.length) return undefined
    const after = at + 1 < this.#before.length ? this.#before[at + 1] : this.#metres
    return { before: this.#before[at] ?? 0, after: after ?? 0, from: this.#from[at] ?? 0, to: this.#to[at] ?? 0 }
  }

  /** Only those from the first on that anyone needs are asked for any more. */
  forget(all: readonly { readonly needed: number }[]): void {
    // Seldom, since what is left has to be moved.
    if (this.#before.length % forgetEvery !== 0) return
    const passed = Math.min(...all.map(({ needed }) => needed)) - this.#first
    this.#before = this.#before.slice(passed)
    this.#from = this.#from.slice(passed)
    this.#to = this.#to.slice(passed)
    this.#first += passed
  }
}

/** The fastest time over one distance. */
class Fastest {
  readonly #metres: number
  #best = Number.POSITIVE_INFINITY
  /** The number of the first stretch from whose start the distance was not gone yet. */
  #next = 0

  constructor(metres: number) {
    this.#metres = metres
  }

  get time(): number | undefined {
    return Number.isFinite(this.#best) ? this.#best : undefined
  }

  /** The number of the first stretch that it has to know. */
  get needed(): number {
    return Math.max(0, this.#next - 1)
  }

  /** Takes the newest stretch. */
  reach(newest: Stretch, stretches: Stretches): void {
    for (;;) {
      const begun = stretches.at(this.#next)
      if (begun === undefined || begun.before + this.#metres > newest.after) break
      this.#keep(begun.from, timeAt(newest, begun.before + this.#metres))
      this.#next += 1
    }
    const last = stretches.at(this.#next - 1)
    if (last !== undefined) this.#keep(timeAt(last, newest.after - this.#metres), newest.to)
  }

  #keep(from: number, to: number): void {
    this.#best = Math.min(this.#best, to - from)
  }
}

/**
 * The exact fastest times of a way over some distances. Between two readings it goes on evenly, so the fastest stretch of a
 * length begins or ends at a reading. Keeps what was read over the longest of the distances.
 */
export class Way {
  readonly #stretches = new Stretches()
  readonly #all: readonly Fastest[]

  constructor(distances: readonly number[]) {
    this.#all = distances.map((metres) => new Fastest(metres))
  }

  /** So many metres were gone in ms of timer time. */
  go(amount: number, from: number, to: number): void {
    const stretch = this.#stretches.push(amount, from, to)
    for (const fastest of this.#all) fastest.reach(stretch, this.#stretches)
    this.#stretches.forget(this.#all)
  }

  /** ms in the order of the distances; undefined for what was never gone. */
  get times(): readonly (number | undefined)[] {
    return this.#all.map(({ time }) => time)
  }
}
