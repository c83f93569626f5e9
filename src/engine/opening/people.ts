import type { Devices } from '../../ingest/device.js'
import type { Access } from '../../privacy/access.js'
import type { Clients } from '../../privacy/clients.js'
import type { Users } from '../../privacy/users.js'
import type { Foundation } from './foundation.js'
import type { Opening } from './opening.js'

/** Who there is: people, what they wear, programs, and who may come in. */
export interface People {
  readonly users: Users
  readonly devices: Devices
  readonly clients: Clients
  readonly access: Access
}

/** Opens the people and keeps the store told of where they and their devices are. */
export async function openPeople(opening: Opening, { folder, store }: Foundation): Promise<People> {
  const { open, config, world, logOf, onClose } = opening
  const { clock, random, timeZone } = world
  const { documents, origins } = store
  const users = await open.openUsers({ documents, clock, timeZone })
  const hasUser = (user: string) => users.get(user) !== undefined
  const devices = open.openDevices({ documents, hasUser, adopt: config.ingest.adopt, random, clock })
  const clients = open.openClients({
    ...{ documents, clock, random, describe: origins.describeSource },
    isTaken: (name) => devices.get(name) !== undefined,
  })
  const access = open.openAccess({ documents, clients, token: folder.token, clock, random })
  const onFault = (error: unknown) => logOf('store').warn({ err: error }, 'the store was not told of an origin')
  onClose(await open.followZones(users, origins, onFault))
  onClose(await open.followDevices(devices, origins, onFault))
  return { users, devices, clients, access }
}
