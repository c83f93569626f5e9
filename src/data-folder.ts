import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { HealthError } from './health/error.js'

/** Where a running daemon listens; commands read it. */
export interface DaemonFacts {
  readonly http: string
  readonly mqtt: string
  readonly pid: number
}

const daemonFacts = z.object({ http: z.string(), mqtt: z.string(), pid: z.int().positive() })

/** The folder that holds everything a daemon keeps: 0700, its files 0600. */
export interface DataFolder {
  readonly database: string
  /** The owner's token; made at first start. */
  readonly token: string
  announce(facts: DaemonFacts): void
  close(): void
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** After a crash the note is still there, but its process is not; and a new process may have got the old one's number. */
function refuseSecond(note: string, ownPid: number): void {
  if (!existsSync(note)) return
  const facts = daemonFacts.safeParse(JSON.parse(readFileSync(note, 'utf8')))
  if (facts.success && facts.data.pid !== ownPid && isAlive(facts.data.pid)) {
    throw new HealthError('conflict', `a daemon runs on this data folder already (process ${facts.data.pid})`)
  }
}

function readToken(path: string, makeToken: () => string): string {
  if (!existsSync(path)) writeFileSync(path, `${makeToken()}\n`, { mode: 0o600, flag: 'wx' })
  return readFileSync(path, 'utf8').trim()
}

/** Opens the folder, made if missing; `conflict` when another daemon runs on it. */
export function openDataFolder(path: string, makeToken: () => string, pid: number): DataFolder {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  chmodSync(path, 0o700)
  const note = join(path, 'daemon.json')
  refuseSecond(note, pid)
  return {
    database: join(path, 'vitald.sqlite'),
    token: readToken(join(path, 'token'), makeToken),
    announce: (facts) => writeFileSync(note, JSON.stringify(facts), { mode: 0o600 }),
    close: () => rmSync(note, { force: true }),
  }
}
