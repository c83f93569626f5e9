import type { DbusConnection } from '../dbus/connection.js'
import type { DbusInterfaces, DbusMethod } from '../dbus/object-tree.js'
import { names } from './daemon-parts.js'
import { failures } from './failures.js'

/** Who answers for people when a device wants to pair. */
export interface Agents {
  readonly interfaces: DbusInterfaces
  /** Asks the program's own agent, or the default one; undefined when there is none. */
  confirm(sender: string, device: string): Promise<boolean> | undefined
  leave(sender: string): void
}

interface Agent {
  readonly path: string
  readonly capability: string
}

const capabilities = ['', 'DisplayOnly', 'DisplayYesNo', 'KeyboardOnly', 'NoInputNoOutput', 'KeyboardDisplay']

export const createAgents = (connection: DbusConnection): Agents => {
  const agents = new Map<string, Agent>()
  let usual: string | undefined
  const own = (path: unknown, sender: string): void => {
    if (agents.get(sender)?.path !== path) throw failures.doesNotExist()
  }
  const leave = (sender: string): void => {
    agents.delete(sender)
    if (usual === sender) usual = undefined
  }
  const methods: Record<string, DbusMethod> = {
    RegisterAgent: {
      in: 'os',
      out: '',
      call([path, capability], sender) {
        if (agents.has(sender)) throw failures.alreadyExists()
        if (!capabilities.includes(String(capability))) throw failures.invalidArguments()
        agents.set(sender, { path: String(path), capability: String(capability) })
        return []
      },
    },
    UnregisterAgent: {
      in: 'o',
      out: '',
      call([path], sender) {
        own(path, sender)
        leave(sender)
        return []
      },
    },
    RequestDefaultAgent: {
      in: 'o',
      out: '',
      call([path], sender) {
        own(path, sender)
        usual = sender
        return []
      },
    },
  }
  return {
    interfaces: { [names.agentManager]: { properties: {}, methods } },
    leave,
    confirm(sender, device) {
      const asked = agents.has(sender) ? sender : usual
      const agent = asked === undefined ? undefined : agents.get(asked)
      if (asked === undefined || agent === undefined) return undefined
      // Without input and output there is nothing to ask: Just Works.
      if (agent.capability === 'NoInputNoOutput') return Promise.resolve(true)
      return connection
        .call({
          destination: asked,
          path: agent.path,
          interface: names.agent,
          member: 'RequestConfirmation',
          signature: 'ou',
          body: [device, 123_456],
        })
        .then(
          () => true,
          () => false,
        )
    },
  }
}
