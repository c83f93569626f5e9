import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type Contender, openLogins } from './contender.js'

const program = fileURLToPath(new URL('floor.js', import.meta.url))

/** The broker alone, which stores nothing: what it has acknowledged is all there is to wait for. */
export async function startFloor(): Promise<Contender> {
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  const url = String(line).replace('ready ', '').trim()
  return {
    url,
    logins: openLogins,
    pids: () => [child.pid],
    close: async () => {
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
    },
  }
}
