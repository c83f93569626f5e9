import { randomFillSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Ambient, Terminal } from './ambient.js'

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string
}

const terminal = (stream: NodeJS.WriteStream): Terminal => ({
  write: (text) => void stream.write(text),
  isTerminal: stream.isTTY === true,
  get columns() {
    return stream.isTTY ? stream.columns : undefined
  },
  get rows() {
    return stream.isTTY ? stream.rows : undefined
  },
})

const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })

/** The world as this process has it. */
export const processAmbient = (openEngine: Ambient['openEngine']): Ambient => ({
  arguments: process.argv.slice(2),
  environment: process.env,
  workingFolder: process.cwd(),
  homeFolder: homedir(),
  temporaryFolder: tmpdir(),
  version,
  nodeVersion: process.version,
  timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  clock: () => Date.now(),
  random: (buffer) => randomFillSync(buffer),
  sleep: (milliseconds) => sleep(milliseconds),
  out: terminal(process.stdout),
  error: terminal(process.stderr),
  openEngine,
  stopRequested: stopSignal(),
})
