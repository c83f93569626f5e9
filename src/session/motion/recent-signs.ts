/** What a sign says: a sensor that something moves or that nothing does, or the person that the timer pauses or goes on. */
export type Said = 'pause' | 'resume' | 'moving' | 'still'

/** A sign of motion, epoch ms. */
export interface Sign {
  readonly at: number
  /** When what is said began. */
  readonly start: number
  readonly said: Said
  /** The number of the sensor that says so; below 0 it is none that is known. */
  readonly sensor: number
}

const saidInOrder: readonly Said[] = ['pause', 'resume', 'moving', 'still']
const leastRoom = 32
/** Time, and how long before it what is said by which sensor began. */
const width = 2
/** More than there are sayings of sensors. */
const codes = 512

// Of one instant: first what the person did, then what moved.
const rank = (said: Said): number => Math.max(1, saidInOrder.indexOf(said))

const isBefore = (one: Sign, other: Sign): boolean => (one.at - other.at || rank(one.said) - rank(other.said)) < 0

/** Signs in order, of one instant as they came. Numbers side by side: as objects they would weigh more than all figures. */
export class RecentSigns {
  #numbers = new Float64Array(leastRoom * width)
  #first = 0
  #count = 0

  get count(): number {
    return this.#count
  }

  /** The sign at a place below the count, the oldest being 0. */
  at(place: number): Sign {
    const from = width * (this.#first + place)
    const [at = 0, said = 0] = [this.#numbers[from], this.#numbers[from + 1]]
    const code = said % codes
    return {
      at,
      start: at - Math.floor(said / codes),
      said: saidInOrder[code % saidInOrder.length] ?? 'still',
      sensor: Math.floor(code / saidInOrder.length) - 1,
    }
  }

  /** Puts a sign in its place; true when that is behind all others. */
  add(sign: Sign): boolean {
    let place = this.#count
    while (place > 0 && isBefore(sign, this.at(place - 1))) place -= 1
    this.#makeRoom()
    const from = width * (this.#first + place)
    this.#numbers.copyWithin(from + width, from, width * (this.#first + this.#count))
    const code = (Math.max(-1, sign.sensor) + 1) * saidInOrder.length + saidInOrder.indexOf(sign.said)
    this.#numbers.set([sign.at, codes * (sign.at - sign.start) + code], from)
    this.#count += 1
    return place === this.#count - 1
  }

  /** Forgets the oldest. */
  drop(): void {
    this.#first += 1
    this.#count -= 1
  }

  #makeRoom(): void {
    const room = this.#numbers.length / width
    if (this.#first + this.#count < room) return
    const isFull = this.#first < room / 8
    const numbers = isFull ? new Float64Array(width * Math.ceil(1.5 * room)) : this.#numbers
    numbers.set(this.#numbers.subarray(width * this.#first, width * (this.#first + this.#count)))
    this.#numbers = numbers
    this.#first = 0
  }
}
