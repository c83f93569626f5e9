import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt'
import {
  type EmbeddedBroker,
  type EmbeddedBrokerOptions,
  openEmbeddedBroker,
} from '../../../devices/mqtt/embedded-broker.js'
import { noLog, recordedHandlers } from './recorded-handlers.js'

const opened: { close(): unknown }[] = []
/** Closes what the last test opened, the newest first. */
export async function closeOpened(): Promise<void> {
  for (const each of opened.splice(0).reverse()) await each.close()
}

/** A broker for the devices `watch` and `strap`, whose password is their name backwards. */
export async function begin(
  recorded = recordedHandlers(),
  more: Partial<EmbeddedBrokerOptions> = {},
): Promise<typeof recorded & { broker: EmbeddedBroker; denials: string[] }> {
  const denials: string[] = []
  const broker = await openEmbeddedBroker({
    host: '127.0.0.1',
    port: 0,
    handlers: recorded.handlers,
    authenticate: (username, password) =>
      ['watch', 'strap'].includes(username) && password === [...username].reverse().join(''),
    base: 'vitald',
    clock: () => 1_700_000_000_000,
    log: noLog((text) => denials.push(text)),
    engineCredential: { username: 'home-assistant', password: 'secret' },
    ...more,
  })
  opened.push(broker)
  return { ...recorded, broker, denials }
}

export async function signIn(
  broker: EmbeddedBroker,
  username: string,
  options: IClientOptions = {},
): Promise<MqttClient> {
  const password = username === 'home-assistant' ? 'secret' : [...username].reverse().join('')
  const url = `mqtt://127.0.0.1:${broker.port}`
  const client = await connectAsync(url, { username, password, reconnectPeriod: 0, ...options })
  opened.push({ close: () => client.endAsync(true) })
  client.on('error', () => undefined)
  return client
}

/** Every message the client gets from now on, as `topic payload`. */
export function inbox(client: MqttClient): string[] {
  const messages: string[] = []
  client.on('message', (topic, payload) => messages.push(`${topic} ${payload}`))
  return messages
}

/** Resolves when the client's connection is gone. */
export const closeOf = (client: MqttClient): Promise<void> => new Promise((resolve) => client.once('close', resolve))
