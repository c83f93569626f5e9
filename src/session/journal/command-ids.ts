const idsMax = 256

/** The ids by which clients know their commands, oldest first: of those that started or took over, and of all others. */
export interface CommandIds {
  readonly starts: readonly string[]
  readonly events: readonly string[]
}

export const noIds: CommandIds = { starts: [], events: [] }

/** With one more; of the oldest it forgets those beyond what is kept. */
export const withId = (ids: CommandIds, of: keyof CommandIds, id: string | undefined): CommandIds =>
  id === undefined || ids[of].includes(id) ? ids : { ...ids, [of]: [...ids[of], id].slice(-idsMax) }
