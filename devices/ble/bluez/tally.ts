/** Counts since the start and sizes of now, for `/metrics`. */
export interface Tally {
  count(name: string, by?: number): void
  figures(): Readonly<Record<string, number>>
}

// Shown from the start, so that a graph of what has not happened yet is a line and not a hole.
const known = [
  ...['busConnections', 'busConnectionsMade', 'bluetoothdSeen', 'matchRules', 'objects'],
  ...['calls', 'callsInFlight', 'timeouts', 'rejections', 'signals', 'signalsRefused', 'propertiesRefused'],
  ...['values', 'echoes', 'listenerFaults'],
] as const

export function createTally(): Tally {
  const figures = new Map<string, number>(known.map((name) => [name, 0]))
  return {
    count: (name, by = 1) => void figures.set(name, (figures.get(name) ?? 0) + by),
    figures: () => Object.fromEntries(figures),
  }
}
