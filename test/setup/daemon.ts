import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { freePort, tempFolder } from './process.js'

const main = resolve('dist/src/main.js')
const readyWithinMs = 30_000
const facts = z.object({ http: z.string(), mqtt: z.string(), pid: z.int() })

/** What a command printed and how it ended. */
export interface Ended {
  readonly status: number
  readonly out: string
  readonly error: string
}

/** The environment of a command in a test: nobody's own configuration gets in. */
const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITALD_')))

/** Runs `vitald` with these words in `cwd` until it ends. */
export const vitald = (words: readonly string[], cwd: string): Promise<Ended> =>
  new Promise((done) => {
    execFile(
      process.execPath,
      [main, ...words],
      { cwd, env: environment(), maxBuffer: 64e6 },
      (error, out, errorText) =>
        done({ status: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out, error: errorText }),
    )
  })

/** A running daemon on a folder of its own. */
export interface Daemon {
  readonly folder: string
  readonly data: string
  readonly http: string
  readonly mqtt: string
  pid(): number | undefined
  /** Starts it again on the same ports and files. */
  start(): Promise<void>
  stop(signal?: NodeJS.Signals): Promise<void>
  close(): Promise<void>
  /** Everything it printed. */
  printed(): Promise<string>
  /** The API's answer as JSON; throws on a refusal. */
  get(path: string): Promise<unknown>
  send(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<{ status: number; body: unknown }>
  /** Runs a command against it. */
  run(...words: string[]): Promise<Ended>
}

type Settings = Readonly<Record<string, Readonly<Record<string, unknown>>>>
type Environment = Readonly<Record<string, string>>

async function launch(folder: string, data: string, changes: Environment) {
  await rm(join(data, 'daemon.json'), { force: true })
  const shell = `exec setpriv --pdeathsig KILL "$0" "$@" >>'${folder}/log' 2>&1`
  const child = spawn(
    '/bin/sh',
    ['-c', shell, process.execPath, main, 'start', '--config', join(folder, 'vitald.json')],
    {
      cwd: folder,
      env: { ...environment(), ...changes },
      stdio: 'ignore',
    },
  )
  for (let waited = 0; !existsSync(join(data, 'daemon.json')); waited += 25) {
    if (child.exitCode !== null || waited > readyWithinMs) {
      child.kill('SIGKILL')
      throw new Error(`the daemon does not start:\n${await readFile(join(folder, 'log'), 'utf8')}`)
    }
    await pause(25)
  }
  return child
}

/** Starts the built daemon with these settings over the defaults, and what it finds in its environment; resolves once it serves. */
export async function startDaemon(settings: Settings = {}, changes: Environment = {}): Promise<Daemon> {
  const folder = await tempFolder()
  const data = join(folder, 'data')
  const [httpPort, mqttPort] = [await freePort(), await freePort()]
  const config = {
    data,
    ...settings,
    http: { port: httpPort, ...settings.http },
    mqtt: { port: mqttPort, ...settings.mqtt },
    // The machine's own radio is nobody's to use in a test.
    ble: { enabled: false, ...settings.ble },
    log: { level: 'info', ...settings.log },
  }
  await writeFile(join(folder, 'vitald.json'), JSON.stringify(config))
  let child = await launch(folder, data, changes)
  const { http, mqtt } = facts.parse(JSON.parse(await readFile(join(data, 'daemon.json'), 'utf8')))
  const token = (await readFile(join(data, 'token'), 'utf8')).trim()

  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }
  const send = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(new URL(path, http), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        // A connection that is kept would be one to the daemon that was killed a moment ago.
        connection: 'close',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) }
  }
  return {
    folder,
    data,
    http,
    mqtt,
    pid: () => child.pid,
    start: async () => {
      await stop()
      child = await launch(folder, data, changes)
    },
    stop,
    close: async () => {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
    printed: () => readFile(join(folder, 'log'), 'utf8'),
    get: async (path) => {
      const { status, body } = await send('GET', path)
      if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${JSON.stringify(body)}`)
      return body
    },
    send,
    run: (...words) => vitald([...words, '--config', join(folder, 'vitald.json')], folder),
  }
}
