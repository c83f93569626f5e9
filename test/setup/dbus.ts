import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { tempFolder } from './process.js'

/** A message bus of a test's own, on which everybody may own every name. */
export interface PrivateBus {
  /** `unix:path=…` */
  readonly address: string
  /** Ends it, as a bus that dies; its socket stays refused until `start`. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Ends it and removes its files. */
  close(): Promise<void>
}

// Debian keeps daemons in /usr/sbin, which is not on everybody's path.
const env = { ...process.env, PATH: [process.env.PATH, '/usr/local/sbin', '/usr/sbin'].join(delimiter) }
const readyWithinMs = 30_000

/** Runs a `dbus-daemon`. `limits` are the daemon's own, by name: `max_match_rules_per_connection`. */
export async function startDbus(limits: Readonly<Record<string, number>> = {}): Promise<PrivateBus> {
  const folder = await tempFolder()
  const [socket, file] = [join(folder, 'bus'), join(folder, 'bus.conf')]
  await writeFile(file, configuration(socket, limits))
  let running = await launch(file, socket)
  const stop = async (): Promise<void> => {
    if (running.exitCode !== null || running.signalCode !== null) return
    const exited = once(running, 'exit')
    running.kill()
    await exited
    await rm(socket, { force: true })
  }
  return {
    address: `unix:path=${socket}`,
    stop,
    start: async () => {
      await stop()
      running = await launch(file, socket)
    },
    close: async () => {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const configuration = (socket: string, limits: Readonly<Record<string, number>>): string => `
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow own="*"/>
    <allow send_type="method_call"/>
    <allow send_type="signal"/>
    <allow send_requested_reply="true" send_type="method_return"/>
    <allow send_requested_reply="true" send_type="error"/>
    <allow receive_type="method_call"/>
    <allow receive_type="method_return"/>
    <allow receive_type="error"/>
    <allow receive_type="signal"/>
  </policy>
  ${Object.entries(limits)
    .map(([name, limit]) => `<limit name="${name}">${limit}</limit>`)
    .join('\n  ')}
</busconfig>
`

async function launch(file: string, socket: string) {
  // The kernel ends what a test started together with the test's own process, however that ends.
  const shell = 'exec setpriv --pdeathsig KILL "$0" "$@"'
  const args = ['-c', shell, 'dbus-daemon', `--config-file=${file}`, '--nofork', '--nopidfile']
  const child = spawn('/bin/sh', args, { stdio: 'ignore', env })
  for (let waited = 0; !(await isThere(socket)); waited += 20) {
    if (child.exitCode !== null || waited > readyWithinMs) {
      child.kill('SIGKILL')
      throw new Error('dbus-daemon does not start')
    }
    await pause(20)
  }
  return child
}

async function isThere(path: string): Promise<boolean> {
  const socket = connect(path)
  const isListening = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  })
  socket.destroy()
  return isListening
}
