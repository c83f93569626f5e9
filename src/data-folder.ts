import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { HealthError } from './health/error.js'

/** Where a running daemon listens; commands read it. */
export interface DaemonFacts {
  readonly http: string
  readonly mqtt: string
  readonly pid: number
}

/** The folder that holds everything a daemon keeps: 0700, its files 0600. */
export interface DataFolder {
  readonly database: string
  /** The owner's token; made at first start. */
  readonly token: string
  announce(facts: DaemonFacts): void
  close(): void
}

export interface DataFolderParts {
  readonly path: string
  readonly makeToken: () => string
  /** Takes a file for this process alone and returns how to let it go; throws `conflict` when another has it. */
  readonly hold: (file: string) => () => void
}

/** Whole or not at all, also when the power goes: a reader never finds half of it. */
function writeWhole(path: string, text: string): void {
  const draft = `${path}.new`
  const file = openSync(draft, 'w', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(draft, path)
}

const readText = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8').trim() : '')

function keptToken(path: string, makeToken: () => string): string {
  const kept = readText(path)
  // An empty one would let in whoever says nothing.
  if (kept !== '') return kept
  writeWhole(path, `${makeToken()}\n`)
  return readText(path)
}

const runningPid = (note: string): string => {
  const found = /"pid":(\d+)/.exec(readText(note))?.[1]
  return found === undefined ? '' : ` (process ${found})`
}

function holdAlone(note: string, hold: () => () => void): () => void {
  try {
    return hold()
  } catch (error) {
    if (!(error instanceof HealthError && error.code === 'conflict')) throw error
    throw new HealthError('conflict', `a daemon runs on this data folder already${runningPid(note)}`)
  }
}

/** Opens the folder, made if missing; `conflict` when another daemon runs on it. */
export function openDataFolder({ path, makeToken, hold }: DataFolderParts): DataFolder {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  chmodSync(path, 0o700)
  const note = join(path, 'daemon.json')
  const release = holdAlone(note, () => hold(join(path, 'lock')))
  const close = (): void => {
    rmSync(note, { force: true })
    release()
  }
  try {
    // After a crash the note is still there, of a daemon that is not.
    rmSync(note, { force: true })
    const token = keptToken(join(path, 'token'), makeToken)
    const announce = (facts: DaemonFacts): void => writeWhole(note, JSON.stringify(facts))
    return { database: join(path, 'vitald.sqlite'), token, announce, close }
  } catch (error) {
    close()
    throw error
  }
}
