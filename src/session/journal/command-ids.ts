const idsMax = 256

/** The ids by which clients know the commands that were taken, oldest first. */
export type CommandIds = readonly string[]

/** With one more; of the oldest it forgets those beyond what is kept. */
export const withId = (ids: CommandIds, id: string | undefined): CommandIds =>
  id === undefined || ids.includes(id) ? ids : [...ids, id].slice(-idsMax)
