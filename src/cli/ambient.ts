import type { Config } from '../config.js'
import type { Clock, RandomBytes } from '../health/clock.js'

/** Somewhere text goes. */
export interface Terminal {
  write(text: string): void
  readonly isTerminal: boolean
  /** How wide it is; undefined when it is not a terminal. */
  readonly columns?: number | undefined
  /** How high it is; undefined when it is not a terminal. */
  readonly rows?: number | undefined
}

/** A daemon that runs inside this process. */
export interface Engine {
  /** The page and the API: `http://127.0.0.1:8420`. */
  readonly address: string
  /** The broker that devices connect to: `mqtt://127.0.0.1:1883`. */
  readonly broker: string
  readonly token: string
  /** The page's address with a code that signs in once. */
  signInLink(): string
  close(): Promise<void>
}

/** What the commands take from the world outside; `main` gives the real one, a test its own. */
export interface Ambient {
  readonly arguments: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly workingFolder: string
  readonly homeFolder: string
  readonly temporaryFolder: string
  readonly version: string
  readonly nodeVersion: string
  /** The machine's own, by its IANA name. */
  readonly timeZone: string
  readonly clock: Clock
  readonly random: RandomBytes
  readonly sleep: (milliseconds: number) => Promise<void>
  readonly out: Terminal
  readonly error: Terminal
  readonly openEngine: (config: Config) => Promise<Engine>
  /** Resolves when the process is asked to stop (SIGINT, SIGTERM). */
  readonly stopRequested: Promise<void>
}
