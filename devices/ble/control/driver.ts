import type { TrainerCommand } from '../bluetooth.js'

/** How a kind of trainer is told what to do, for as long as a link lasts. */
export interface TrainerDriver {
  /** Resolves when it has agreed. */
  apply(command: TrainerCommand): Promise<void>
  /** Somebody else has taken control. */
  lost(): void
}
