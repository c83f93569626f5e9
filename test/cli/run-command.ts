import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Ambient } from '../../src/cli/ambient.js'
import { runProgram } from '../../src/cli/program.js'
import { type TestApp, token } from '../http/open-app.js'

/** What a command printed and how it ended. */
export interface Ended {
  readonly status: number
  readonly out: string
  readonly error: string
}

const never = () => Promise.reject(new Error('this command needs no daemon of its own'))

const collect = () => {
  const texts: string[] = []
  return { write: (text: string) => void texts.push(text), text: () => texts.join('') }
}

const ambientOf = (words: readonly string[], clock: () => number, columns: number) => {
  const [out, error] = [collect(), collect()]
  const ambient: Ambient = {
    ...{ arguments: words, environment: {}, version: '0.0.0', nodeVersion: 'v20', timeZone: 'UTC', clock },
    ...{ workingFolder: tmpdir(), homeFolder: tmpdir(), temporaryFolder: tmpdir() },
    ...{ random: (bytes) => bytes, sleep: () => Promise.resolve(), openEngine: never },
    out: { isTerminal: false, columns, write: out.write },
    error: { isTerminal: false, write: error.write },
    stopRequested: new Promise(() => {}),
  }
  return { ambient, texts: () => ({ out: out.text(), error: error.text() }) }
}

/** Runs a command that needs no daemon; `outside` is what it finds elsewhere than usual. */
export const runAlone = async (
  words: readonly string[],
  clock = () => 0,
  outside: Partial<Ambient> = {},
): Promise<Ended> => {
  const { ambient, texts } = ambientOf(words, clock, 80)
  const status = await runProgram({ ...ambient, ...outside })
  return { status, ...texts() }
}

/** A way to run commands against `http`, which has to listen at `address`, on a terminal so many columns wide. */
export const openCommands = async (http: TestApp, address: string) => {
  const data = await mkdtemp(join(tmpdir(), 'vitald-cli-'))
  await writeFile(join(data, 'token'), token)
  await writeFile(join(data, 'daemon.json'), JSON.stringify({ http: address, mqtt: 'mqtt://127.0.0.1:1', pid: 1 }))
  const run = async (words: readonly string[], columns = 80, outside: Partial<Ambient> = {}): Promise<Ended> => {
    const { ambient, texts } = ambientOf([...words, '--data', data], () => http.time.now, columns)
    const status = await runProgram({ ...ambient, ...outside })
    return { status, ...texts() }
  }
  /** What a command prints that has to succeed. */
  const out = async (words: string | readonly string[]): Promise<string> => {
    const { status, error, out: text } = await run(typeof words === 'string' ? words.split(' ') : words)
    expect([error, status]).toEqual(['', 0])
    return text
  }
  return { run, out, close: () => rm(data, { recursive: true, force: true }) }
}
