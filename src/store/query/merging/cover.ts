/** Time that somebody covers, epoch ms, half-open. */
export interface Stretch {
  readonly from: number
  readonly to: number
  /** Who covers it: a place in the order of trust. */
  readonly owner: number
}

/** Stretches that do not overlap, in order. */
export type Cover = readonly Stretch[]

/** The place of the first stretch that ends after an instant. */
export const firstEndingAfter = (cover: Cover, at: number): number => {
  let [low, high] = [0, cover.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((cover[middle] as Stretch).to > at) high = middle
    else low = middle + 1
  }
  return low
}

/** Who covers an instant; undefined when nobody does. */
export const ownerAt = (cover: Cover, at: number): number | undefined => {
  const stretch = cover[firstEndingAfter(cover, at)]
  return stretch !== undefined && stretch.from <= at ? stretch.owner : undefined
}

/** Adds time after everything there is, and makes one of two stretches that touch. */
const append = (cover: Stretch[], { from, to, owner }: Stretch): void => {
  if (from >= to) return
  const last = cover.at(-1)
  if (last?.to === from && last.owner === owner) cover[cover.length - 1] = { from: last.from, to, owner }
  else cover.push({ from, to, owner })
}

/** The cover, and of these stretches (in order, apart) what it leaves over. */
export function extend(cover: Cover, stretches: Cover): Cover {
  const joined: Stretch[] = []
  let next = 0
  for (const { from, to, owner } of stretches) {
    let at = Math.max(from, joined.at(-1)?.to ?? from)
    for (let there = cover[next]; there !== undefined && there.from < to; there = cover[next]) {
      append(joined, { from: at, to: Math.min(there.from, to), owner })
      append(joined, there)
      at = Math.max(at, there.to)
      next += 1
    }
    append(joined, { from: at, to, owner })
  }
  for (; next < cover.length; next += 1) append(joined, cover[next] as Stretch)
  return joined
}
