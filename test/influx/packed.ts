import type { Owned, QuantitySample } from '../../src/health/sample.js'
import type { PlacedSample, QuantityColumns, QuantityOrigin } from '../../src/store/health-store.js'

const isPlain = (owned: Owned): owned is Owned<QuantitySample> =>
  owned.sample.kind === 'quantity' && Object.keys(owned.sample.metadata).length === 0

const originOf = ({ user, sample: { type, source, device } }: Owned<QuantitySample>): QuantityOrigin => ({
  user,
  type,
  source,
  device,
})

/** Plain quantities as columns, an origin for each, and the other samples between them. */
export function packed(added: readonly Owned[]): {
  readonly samples: readonly PlacedSample[]
  readonly columns: QuantityColumns
} {
  const plain = added.filter(isPlain)
  const column = (of: (sample: QuantitySample) => number) => Float64Array.from(plain, ({ sample }) => of(sample))
  const samples: PlacedSample[] = []
  let after = 0
  for (const owned of added) {
    if (isPlain(owned)) after += 1
    else samples.push({ ...owned, after })
  }
  return {
    samples,
    columns: {
      origins: plain.map(originOf),
      originOf: Uint32Array.from(plain.keys()),
      starts: column(({ start }) => start),
      ends: column(({ end }) => end),
      values: column(({ value }) => value),
    },
  }
}

/** The instants at which what was added begins, in its order. */
export function startsOf(samples: readonly PlacedSample[], { starts }: QuantityColumns): readonly number[] {
  const all = [...starts]
  for (const { after, sample } of [...samples].reverse()) all.splice(after, 0, sample.start)
  return all
}
