import { CommandError } from '../command.js'
import type { Client } from '../daemon/client.js'
import { RefusalError } from '../daemon/refusal.js'
import { didYouMean } from '../text/near-words.js'
import { bluetoothFields, deviceList } from './shapes.js'

/** Every name that a device has here or would get. */
async function knownNames(client: Client): Promise<readonly string[]> {
  const { items } = deviceList.parse(await client.get('/v1/devices'))
  const { near } = bluetoothFields.parse(await client.get('/v1/bluetooth'))
  return [...items.map(({ id }) => id), ...near.map(({ device }) => device)]
}

export const isUnknown = (error: unknown): boolean => error instanceof RefusalError && error.code === 'notFound'

/** Does something with a named device; where there is none of the name, the error says what may have been meant. */
export async function withNamed<Result>(client: Client, name: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act()
  } catch (error) {
    if (!isUnknown(error) || !(error instanceof Error)) throw error
    throw new CommandError(`${error.message}.${didYouMean(name, await knownNames(client))}`, { cause: error })
  }
}
