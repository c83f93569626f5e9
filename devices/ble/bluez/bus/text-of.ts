/** A text of a message's body; empty when it is of another kind, which may have no text at all. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
