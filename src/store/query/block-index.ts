import type { Stream } from '../archive/streams.js'
import type { Shelf, ShelvedBlock, Stretch } from './shelf.js'

/** The blocks of a stream that were read, and of which stretch of starts. */
interface Loaded {
  readonly from: number
  readonly to: number
  readonly blocks: readonly ShelvedBlock[]
}

// About 5 MB, four years of one type by the hour.
const mostKept = 32_768

/** The place of the first block that does not start before `start`. */
const placeOf = (blocks: readonly ShelvedBlock[], start: number): number => {
  let [low, high] = [0, blocks.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((blocks[middle] as ShelvedBlock).first_start >= start) high = middle
    else low = middle + 1
  }
  return low
}

/** Those of blocks, ordered by start, that start in a stretch. */
const startingIn = (blocks: readonly ShelvedBlock[], { from, to }: Pick<Stretch, 'from' | 'to'>) =>
  blocks.slice(placeOf(blocks, from), placeOf(blocks, to))

/**
 * The figures of the blocks that were asked for last. Reading a year of them from the file takes longer than all else that
 * statistics do, and whoever looks at a year looks at it again. `version` changes whenever a block does.
 */
export class BlockIndex {
  readonly #shelf: Shelf
  readonly #version: () => string
  readonly #loaded = new Map<number, Loaded>()
  #known = ''
  #kept = 0

  constructor(shelf: Shelf, version: () => string) {
    this.#shelf = shelf
    this.#version = version
  }

  /** A shelf for one query, during which nothing changes. */
  shelf(): Shelf {
    const version = this.#version()
    if (version !== this.#known) this.#forgetAll()
    this.#known = version
    return { ...this.#shelf, blocks: (stream, stretch) => this.#blocks(stream, stretch) }
  }

  #blocks(stream: Stream, stretch: Stretch): readonly ShelvedBlock[] {
    const { from, to, order, limit } = stretch
    const loaded = this.#loaded.get(stream.id)
    if (loaded !== undefined && order === 'ascending' && loaded.from <= from && to <= loaded.to) {
      return startingIn(loaded.blocks, stretch).slice(0, limit)
    }
    const blocks = this.#shelf.blocks(stream, stretch)
    if (order === 'ascending' && blocks.length < limit) this.#keep(stream, { from, to, blocks })
    return blocks
  }

  // A day that is asked for in between does not drive out the year that it is not in.
  #keep({ id }: Stream, loaded: Loaded): void {
    const { length } = loaded.blocks
    if (length > mostKept || length <= (this.#loaded.get(id)?.blocks.length ?? 0)) return
    this.#forget(id)
    this.#loaded.set(id, loaded)
    this.#kept += length
    for (const oldest of this.#loaded.keys()) {
      if (this.#kept <= mostKept) return
      this.#forget(oldest)
    }
  }

  #forget(id: number): void {
    this.#kept -= this.#loaded.get(id)?.blocks.length ?? 0
    this.#loaded.delete(id)
  }

  #forgetAll(): void {
    this.#loaded.clear()
    this.#kept = 0
  }
}
