import type { MqttLink } from '../../devices/mqtt/mqtt-link.js'
import type { Config } from '../config.js'
import type { Devices } from '../ingest/device.js'
import { explained } from '../start-failure.js'
import type { Documents } from '../store/documents.js'
import { type DeviceParts, handlersOf } from './device-handlers.js'
import type { Parts } from './parts.js'
import { foreignTopicsOf } from './foreign-mappings.js'
import { secretIn } from './secret.js'
import type { Told } from './world.js'

/** What a link needs besides: the name an outside broker knows us by, the secret that opens our own. */
interface LinkParts extends DeviceParts, Told {
  readonly clientId: string
  readonly token: string
}

/** By this name and the owner's token a program reads all topics of the embedded broker. */
const ownerName = 'owner'

/** Its own for every data folder: two engines with one name would take the broker's session from each other. */
export async function clientIdOf(documents: Documents, newId: () => string): Promise<string> {
  const kept = documents.get('mqtt', 'clientId')
  if (typeof kept === 'string') return kept
  const clientId = `vitald-${newId()}`
  await documents.put('mqtt', 'clientId', clientId)
  return clientId
}

interface Link {
  readonly link: MqttLink
  /** Where devices connect to. */
  readonly url: string
}

/** The way to the devices: our own broker, or the one that the configuration names. */
export async function openLink(open: Parts, { mqtt }: Config, parts: LinkParts): Promise<Link> {
  const { clock, log } = parts
  const foreign = foreignTopicsOf(open, mqtt)
  const common = { handlers: handlersOf(parts, clock), base: mqtt.base, foreign, clock, log }
  if (mqtt.url === undefined) {
    const authenticate = (username: string, password: string) => parts.devices.authenticate(username, password)
    const engineCredential = { username: ownerName, password: parts.token }
    const where = { host: mqtt.host, port: mqtt.port }
    const link = await explained(`open the broker on ${mqtt.host}:${mqtt.port}`, () =>
      open.openEmbeddedBroker({ ...common, ...where, authenticate, engineCredential }),
    )
    return { link, url: `mqtt://${mqtt.host}:${link.port}` }
  }
  const link = await open.openBrokerClient({
    ...common,
    url: mqtt.url,
    username: mqtt.username,
    password: secretIn('mqtt.passwordFile', mqtt.passwordFile),
    ca: secretIn('mqtt.caFile', mqtt.caFile),
    clientId: parts.clientId,
  })
  return { link, url: mqtt.url }
}

/** A credential that is no longer good ends the connections that were made with it. */
export const withDisconnect = (devices: Devices, link: MqttLink): Devices => ({
  all: () => devices.all(),
  get: (device) => devices.get(device),
  userOf: (device) => devices.userOf(device),
  add: (device, user) => devices.add(device, user),
  assign: (device, user) => devices.assign(device, user),
  forget: async (device) => {
    await devices.forget(device)
    link.disconnect(device)
  },
  introduce: (device, facts) => devices.introduce(device, facts),
  notice: (device, facts) => devices.notice(device, facts),
  authenticate: (username, password) => devices.authenticate(username, password),
  subscribe: (listener) => devices.subscribe(listener),
})
