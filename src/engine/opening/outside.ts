import { fileURLToPath } from 'node:url'
import type { MqttLink } from '../../../devices/mqtt/mqtt-link.js'
import { explained } from '../../start-failure.js'
import { clientIdOf, openLink } from '../link.js'
import { outlookOf } from '../outlook.js'
import { reachedDevices } from '../reached-devices.js'
import type { Followers } from './followers.js'
import type { Foundation } from './foundation.js'
import type { Opening } from './opening.js'
import type { People } from './people.js'
import type { Workouts } from './workouts.js'

/** All that was opened before anything can be reached from outside. */
export type Inside = Foundation & People & Workouts & Followers

/** Where the engine can be reached. */
export interface Outside {
  readonly address: string
  readonly broker: string
}

const dashboard = fileURLToPath(new URL('../../../dashboard', import.meta.url))
const guide = fileURLToPath(new URL('../../../../docs', import.meta.url))

/** Opens the way to the devices, and tells on it how everybody is. */
async function openDevices({ open, config, world, logOf, onClose }: Opening, inside: Inside) {
  const { store, newId, folder, live, sessions, devices } = inside
  const clientId = await clientIdOf(store.documents, newId)
  const reached = { ...inside, clientId, token: folder.token, clock: world.clock, log: logOf('mqtt') }
  const { link, url } = await openLink(open, config, reached)
  onClose(() => link.close())
  const { base, homeAssistant } = config.mqtt
  const topics = open.openUserTopics({ link, live, sessions, devices, base, homeAssistant })
  onClose(() => topics.close())
  return { link, broker: url }
}

/** Opens the API and the page; resolves to their address. */
async function openPage({ open, config, world, logOf, onClose }: Opening, inside: Inside, link: MqttLink) {
  const { host, port } = config.http
  const { clock, version } = world
  const { documents } = inside.store
  const { bluetooth } = inside.sensors
  const http = await open.createHttp({
    ...inside,
    ...outlookOf({ ...inside, link }),
    bluetooth,
    devices: reachedDevices(inside.devices, { link, bluetooth, sensors: inside.sensors }),
    authorization: open.openAuthorization(documents),
    audit: open.openAudit({ documents, clock }),
    ...{ version, clock, dashboard, guide, host, log: logOf('http') },
  })
  onClose(() => http.close())
  return explained(`open the page on ${host}:${port}`, () => http.listen({ host, port }))
}

/** Opens what can be reached from outside, and says in the data folder where. */
export async function openOutside(opening: Opening, inside: Inside): Promise<Outside> {
  const { link, broker } = await openDevices(opening, inside)
  const address = await openPage(opening, inside, link)
  inside.folder.announce({ http: address, mqtt: broker, pid: process.pid })
  return { address, broker }
}
