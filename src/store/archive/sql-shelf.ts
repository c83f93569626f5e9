import type { Shelf } from '../query/shelf.js'
import type { History } from './history.js'
import { uuidBytes, uuidText } from './identity.js'

/** The shelf over a connection's history. */
export const createShelf = (history: History): Shelf => {
  const { associations, samples, series, streams } = history.tables
  return {
    streams: (user) => history.matching(() => true, user),
    blocks: (stream, { from, to, order, limit }) =>
      order === 'ascending'
        ? series.startingBetween(stream.id, from, to, limit)
        : series.startingBetweenDescending(stream.id, from, to, limit),
    open: (block) => history.blocks.open(block.id),
    journal: (stream, from, to) => history.journal.starting(stream, from, to),
    rows: (stream, { from, to, order, limit }) => {
      const rows =
        order === 'ascending'
          ? samples.startingBetween(stream.id, from, to, limit)
          : samples.startingBetweenDescending(stream.id, from, to, limit)
      return rows.map((row) => history.sample(row))
    },
    longestRow: (stream) => streams.longest(stream.id),
    reach: (stream) => streams.reach(stream.id),
    find: (user, uuid) => history.locate(user, uuid),
    associated: (workout) => associations.ofWorkout(uuidBytes(workout)).map(uuidText),
    isCorrelated: (uuid) => samples.isMember(uuidBytes(uuid)),
    sampleAt: (stream, quantities, row) =>
      history.quantitySample(stream, {
        start: quantities.starts[row] as number,
        duration: quantities.durations[row] as number,
        value: quantities.values[row] as number,
        generation: quantities.generations[row] as number,
      }),
  }
}
