import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { until } from './waiting.js'

const facts = z.object({ http: z.string() })

/** A daemon under test, and its API as the owner sees it. */
export interface Daemon {
  readonly pid: number
  /** Resolves with the answer's JSON; rejects, with its problem, unless it is a success. */
  ask(method: string, path: string, body?: object): Promise<unknown>
  /** The value of a metric, all labels added; 0 when it is not there. */
  figure(name: string): Promise<number>
  /** kB of resident memory. */
  memory(): Promise<number>
  /** Lines of its log so far. */
  log(): readonly string[]
  hasEnded(): boolean
  stop(): Promise<void>
}

async function request(url: string, token: string, [method, body]: readonly [string, object | undefined]) {
  const answer = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`)
  return text
}

const sumOf = (metrics: string, name: string): number =>
  metrics
    .split('\n')
    .filter((line) => line.startsWith(name) && /^[ {]/.test(line.slice(name.length)))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)

const residentOf = (status: string): number => Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0)

function linesOf(child: ChildProcess): string[] {
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => lines.push(...String(chunk).trimEnd().split('\n')))
  return lines
}

/** Starts a daemon on a folder of its own, with free ports; resolves when its API answers. */
export async function startDaemon(): Promise<Daemon> {
  const data = await mkdtemp(join(tmpdir(), 'vitald-lab-'))
  const ports = ['--http-port', '0', '--mqtt-port', '0']
  const child = spawn(process.execPath, [join('dist', 'src', 'main.js'), 'start', '--data', data, ...ports])
  const lines = linesOf(child)
  const http = await until('the daemon', 240, async () => {
    if (child.exitCode !== null) throw new Error(`the daemon ended:\n${lines.join('\n')}`)
    const note = await readFile(join(data, 'daemon.json'), 'utf8').catch(() => undefined)
    return note === undefined ? undefined : facts.parse(JSON.parse(note)).http
  })
  const token = (await readFile(join(data, 'token'), 'utf8')).trim()
  return {
    pid: child.pid ?? 0,
    ask: async (method, path, body) => {
      const text = await request(`${http}${path}`, token, [method, body])
      return text === '' ? undefined : JSON.parse(text)
    },
    figure: async (name) => sumOf(await request(`${http}/metrics`, token, ['GET', undefined]), name),
    memory: async () => residentOf(await readFile(`/proc/${child.pid}/status`, 'utf8')),
    log: () => lines,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    stop: async () => {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}
