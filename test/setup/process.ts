import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A program that runs for a test. */
export interface Service {
  readonly url: string
  readonly port: number
  /** Its files. They stay when it stops, so that it can go on from them. */
  readonly folder: string
  pid(): number | undefined
  /** Starts it again on the same port and files; resolves once it answers. */
  start(): Promise<void>
  /** Ends it (`SIGTERM` when left out) and keeps its files; harmless when it does not run. */
  stop(signal?: NodeJS.Signals): Promise<void>
  /** Ends it and removes its files. */
  close(): Promise<void>
}

export interface Mosquitto extends Service {
  readonly username?: string | undefined
  readonly password?: string | undefined
  /** Path of the authority's certificate, when it speaks TLS. */
  readonly ca?: string | undefined
}

interface Program {
  readonly url: string
  readonly port: number
  readonly folder: string
  readonly command: readonly [program: string, ...args: string[]]
  readonly isReady: () => Promise<boolean>
}

// Debian keeps daemons in /usr/sbin, which is not on everybody's path.
const env = { ...process.env, PATH: [process.env.PATH, '/usr/local/sbin', '/usr/sbin'].join(delimiter) }
const readyWithinMs = 30_000
const pollMs = 25

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('the probe has no port')
  return address.port
}

/** A new empty folder; its maker removes it. */
export const tempFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'vitald-test-'))

/** Whether something listens on this port of 127.0.0.1. */
export async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  const listening = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  })
  socket.destroy()
  return listening
}

/** Runs a program until it is closed. What it prints is in `log` of its folder, and in the error when it does not start. */
async function startService(program: Program): Promise<Service> {
  const { url, port, folder } = program
  let running = await launch(program)
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (running.exitCode !== null || running.signalCode !== null) return
    const exited = once(running, 'exit')
    running.kill(signal)
    await exited
  }
  return {
    url,
    port,
    folder,
    pid: () => running.pid,
    start: async () => {
      await stop()
      running = await launch(program)
    },
    stop,
    close: async () => {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function launch({ command: [program, ...args], folder, isReady }: Program) {
  const log = join(folder, 'log')
  // The kernel ends what a test started together with the test's own process, however that ends.
  const shell = `exec setpriv --pdeathsig KILL "$0" "$@" >>'${log}' 2>&1`
  const child = spawn('/bin/sh', ['-c', shell, program, ...args], { stdio: 'ignore', env })
  for (let waited = 0; !(await isReady()); waited += pollMs) {
    if (child.exitCode !== null || waited > readyWithinMs) {
      child.kill('SIGKILL')
      throw new Error(`${program} does not start:\n${(await readFile(log, 'utf8')).slice(-2_000)}`)
    }
    await pause(pollMs)
  }
  return child
}

/** An InfluxDB 1.x without a database in it. */
export async function startInfluxd(): Promise<Service> {
  const folder = await tempFolder()
  const [port, rpc] = [await freePort(), await freePort()]
  const file = join(folder, 'influxdb.conf')
  await writeFile(file, influxdConfig(folder, port, rpc))
  const url = `http://127.0.0.1:${port}`
  const isReady = () =>
    fetch(`${url}/ping`).then(
      (answer) => answer.ok,
      () => false,
    )
  return startService({ url, port, folder, command: ['influxd', '-config', file], isReady })
}

const influxdConfig = (folder: string, port: number, rpc: number): string => `
reporting-disabled = true
bind-address = "127.0.0.1:${rpc}"
[meta]
  dir = "${folder}/meta"
[data]
  dir = "${folder}/data"
  wal-dir = "${folder}/wal"
  query-log-enabled = false
[http]
  bind-address = "127.0.0.1:${port}"
  log-enabled = false
[monitor]
  store-enabled = false
`

/** What a broker asks of its clients; with neither it takes anybody in the clear. The user name is `vitald`. */
export interface MosquittoOptions {
  readonly password?: string | undefined
  readonly tls?: boolean | undefined
}

/** A broker that keeps its sessions in its folder, so that they survive `stop` and `start`. */
export async function startMosquitto({ password, tls = false }: MosquittoOptions = {}): Promise<Mosquitto> {
  const folder = await tempFolder()
  const port = await freePort()
  const lines = [
    // As root it would become its own user, who cannot read the folder.
    'user root',
    `listener ${port} 127.0.0.1`,
    'persistence true',
    `persistence_location ${folder}/`,
    'max_queued_messages 100000',
    ...(password === undefined ? ['allow_anonymous true'] : passwordLines(folder, password)),
    ...(tls ? certificateLines(folder) : []),
  ]
  const file = join(folder, 'mosquitto.conf')
  await writeFile(file, `${lines.join('\n')}\n`)
  const service = await startService({
    url: `${tls ? 'mqtts' : 'mqtt'}://127.0.0.1:${port}`,
    port,
    folder,
    command: ['mosquitto', '-c', file],
    isReady: () => isListening(port),
  })
  return { ...service, ...(password === undefined ? {} : { username: 'vitald', password }), ...caPath(folder) }
}

const caPath = (folder: string): { readonly ca?: string } => {
  const ca = join(folder, 'ca.crt')
  return existsSync(ca) ? { ca } : {}
}

const passwordLines = (folder: string, password: string): readonly string[] => {
  const file = join(folder, 'passwords')
  execFileSync('mosquitto_passwd', ['-b', '-c', file, 'vitald', password], { env, stdio: 'ignore' })
  return ['allow_anonymous false', `password_file ${file}`]
}

const certificateLines = (folder: string): readonly string[] => {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  const newKey = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  openssl(...newKey, '-subj', '/CN=vitald test authority', '-keyout', 'ca.key', '-out', 'ca.crt')
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1'
  const signed = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-subj', '/CN=localhost', '-addext', names]
  openssl(
    ...newKey,
    ...signed,
    '-addext',
    'basicConstraints=critical,CA:FALSE',
    '-keyout',
    'server.key',
    '-out',
    'server.crt',
  )
  return [`cafile ${folder}/ca.crt`, `certfile ${folder}/server.crt`, `keyfile ${folder}/server.key`]
}
