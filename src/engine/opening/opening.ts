import type { Logger } from 'pino'
import type { Config } from '../../config.js'
import type { Parts } from '../parts.js'
import type { World } from '../world.js'

/** An engine on its way up: what every step of it opens its parts with. */
export interface Opening {
  readonly open: Parts
  readonly config: Config
  readonly world: World
  readonly logOf: (part: string) => Logger
  /** Closes a part that was opened, before all that were opened earlier. */
  readonly onClose: (close: () => unknown) => void
}
