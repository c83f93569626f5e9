import type { MqttLink } from '../../devices/mqtt/mqtt-link.js'
import type { Config } from '../config.js'
import { explained } from '../start-failure.js'
import type { Documents } from '../store/documents.js'
import { type DeviceParts, handlersOf } from './device-handlers.js'
import { foreignTopicsOf } from './foreign-mappings.js'
import type { Parts } from './parts.js'
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
