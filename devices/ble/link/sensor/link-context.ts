import type { RadioError } from '../../radio/radio-error.js'

/** What a link's machine asks of the world and does to it. Times are ms. */
export interface LinkBody {
  /** Whether it takes what is broadcast, and never connects. */
  hearsOnly(): boolean
  /** The peripheral to connect to, as heard best; undefined when it is nowhere. */
  candidate(): string | undefined
  /** Whether it was heard since it began to wait, and can be connected to. */
  isHeardAgain(): boolean
  /** Whether connecting makes sense after having waited for its turn. */
  isStillNear(): boolean
  /** Whether it sends something only now and then, so that silence means nothing. */
  isOccasional(): boolean
  /** Until it is stale; 0 or less when it is. */
  silence(): number
  /** Until a link that says nothing is dead; 0 or less when it is. */
  patience(): number
  /** How long the first value may take. */
  firstData(): number
  choice(): number
  /** Whether it may connect without having heard it, which takes the adapter for long when it is away. */
  mayHurry(): boolean
  /** Before the next attempt, after so many failures; short before a quick one. */
  wait(failures: number, quick: boolean): number
  /** Whether a person has to do something before it makes sense to go on. */
  isHopeless(attempts: number): boolean
  /** Whether the link that ends was a good one. */
  wasGood(): boolean

  turn(target: string, granted: () => void): () => void
  connect(target: string, scanThrough: boolean, signal: AbortSignal): Promise<void>
  resolve(target: string, signal: AbortSignal): Promise<void>
  subscribe(target: string, signal: AbortSignal): Promise<void>
  /** Ends the link; after many failures also what is known of the peripheral. */
  disconnect(target: string, attempts: number): Promise<void>

  noteAbsence(): void
  noteError(error: RadioError): void
  openLink(target: string): void
  closeLink(): void
}

/** What a link knows of its attempts. */
export interface LinkContext {
  readonly body: LinkBody
  /** The peripheral that it is linked to, or tries to be. */
  readonly target: string
  /** Since it last streamed. */
  readonly attempts: number
  /** Links in a row that ended before they were of use for long. */
  readonly drops: number
  /** The next attempt does not wait for an advertisement. */
  readonly quick: boolean
  /** The peripheral vanishes as soon as scanning ends. */
  readonly scanThrough: boolean
  readonly forgotten: boolean
}

/** What happens to a link. */
export type LinkEvent =
  /** An adapter can be used. */
  | { readonly type: 'ready' }
  /** No adapter can be used any more. */
  | { readonly type: 'lost'; readonly error: RadioError }
  /** Heard in the air, or linked by somebody else; `wakes` when that is reason enough to end a wait. */
  | { readonly type: 'seen'; readonly wakes: boolean }
  /** It may connect now. */
  | { readonly type: 'turn' }
  | { readonly type: 'dropped'; readonly error: RadioError }
  /** The link is of no use any more and has to end. */
  | { readonly type: 'drop'; readonly error: RadioError }
  | { readonly type: 'flowing' }
  /** Its settings want another way of listening, or another try. */
  | { readonly type: 'changed' }
  | { readonly type: 'forget' }

// After so many links that broke at once, the next one is not made blindly.
const trustedDrops = 3

/** After an attempt that came to nothing. */
export const afterFailure = (error: RadioError): Partial<LinkContext> => ({
  quick: false,
  scanThrough: error.code === 'peripheralGone',
})

/** After a link that was of use. */
export const afterLoss = (context: LinkContext): Partial<LinkContext> => {
  const drops = context.body.wasGood() ? 1 : context.drops + 1
  return { drops, quick: context.attempts === 0 && drops <= trustedDrops }
}

/** Failures in a row, as the wait counts them. */
export const failures = (context: LinkContext): number => Math.max(context.attempts, context.drops - trustedDrops, 1)
