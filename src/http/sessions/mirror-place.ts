/** What an event's `id` says: how far a mirror was told, of which session and by which room. */
export interface MirrorPlace {
  readonly session: string
  readonly epoch: string
  readonly seq: number
  /** Whether that was the end. */
  readonly isLast: boolean
}

const pattern = /^([0-9a-f-]{36})\.([0-9a-f]{1,32})\.(\d{1,15})(\.end)?$/

export const placeText = ({ session, epoch, seq, isLast }: MirrorPlace): string =>
  `${session}.${epoch}.${seq}${isLast ? '.end' : ''}`

/** The place that an id says; undefined when it is not one of ours. */
export const parsePlace = (text: string | undefined): MirrorPlace | undefined => {
  const [, session, epoch, seq, end] = pattern.exec(text ?? '') ?? []
  if (session === undefined || epoch === undefined) return undefined
  return { session, epoch, seq: Number(seq), isLast: end !== undefined }
}
