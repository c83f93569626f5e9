import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { CommandError } from '../command.js'
import { type Client, findDaemon } from './client.js'
import { RefusalError } from './refusal.js'

const kept = z.record(z.string(), z.string())
const credential = z.object({ username: z.string(), password: z.string() })

interface Wearer {
  readonly device: string
  readonly user: string
}

const ignore =
  (code: string) =>
  (error: unknown): void => {
    if (!(error instanceof RefusalError && error.code === code)) throw error
  }

/**
 * Registers simulated devices with the running daemon. A device's password is shown only once, so those of simulated
 * ones are kept in the data folder (`simulated.json`, 0600): the same watch can then be worn again.
 */
export function simulatedCredentials(client: Client, args: Readonly<Record<string, unknown>>, ambient: Ambient) {
  const { mqtt, data } = findDaemon(args, ambient)
  const file = join(data, 'simulated.json')
  const passwords = existsSync(file) ? kept.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}

  const register = async ({ device, user }: Wearer): Promise<string> => {
    await client.post('/v1/users', { id: user, name: user }).catch(ignore('conflict'))
    const answer = credential.parse(await client.post('/v1/devices', { device, user }))
    passwords[device] = answer.password
    writeFileSync(file, JSON.stringify(passwords), { mode: 0o600 })
    return answer.password
  }

  return async (wearer: Wearer) => {
    const known = passwords[wearer.device]
    const password =
      known ??
      (await register(wearer).catch((error: unknown) => {
        if (error instanceof RefusalError && error.code === 'conflict') {
          throw new CommandError(`${wearer.device} is registered as a real device; take another name with --device`)
        }
        throw error
      }))
    return { url: mqtt, username: wearer.device, password }
  }
}
