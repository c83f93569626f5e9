import type { BluezDaemon } from './bus/bluez-daemon.js'
import type { BusAnswer, BusMessage } from './bus/bus-connection.js'
import { isRefusal } from './bus/error-catalogue.js'
import { textOf } from './bus/text-of.js'

const agentPath = '/org/vitald/agent'
const limitMs = 5_000

// Nobody is asked: without display and keys there is nothing to compare. They name the device first.
const questions: ReadonlySet<string> = new Set(['RequestConfirmation', 'RequestAuthorization', 'AuthorizeService'])
const notices: ReadonlySet<string> = new Set(['Release', 'Cancel', 'DisplayPinCode', 'DisplayPasskey'])
const rejected: BusAnswer = { error: 'org.bluez.Error.Rejected' }

/** An `org.bluez.Agent1` that agrees to the pairing of devices whose pairing was asked for here, and of no other. */
export class PairingAgent {
  readonly #pairing = new Set<string>()
  #registered = false

  /** Has BlueZ ask us, from now until it goes away. */
  async register(daemon: BluezDaemon): Promise<void> {
    if (this.#registered) return
    const call = { path: '/org/bluez', interface: 'org.bluez.AgentManager1', member: 'RegisterAgent', limitMs }
    const body = [agentPath, 'NoInputNoOutput']
    await daemon
      .call({ ...call, signature: 'os', body }, () => {})
      .catch((error: unknown) => {
        if (!isRefusal(error, 'AlreadyExists')) throw error
      })
    this.#registered = true
  }

  /** BlueZ has gone, and with it what it knew of us. */
  forgotten(): void {
    this.#registered = false
    this.#pairing.clear()
  }

  /** Agrees to the pairing of a device until the returned function is called. */
  allow(device: string): () => void {
    this.#pairing.add(device)
    return () => this.#pairing.delete(device)
  }

  called({ path, interface: name, member, body: [device] }: BusMessage): BusAnswer | undefined {
    if (path !== agentPath || name !== 'org.bluez.Agent1') return undefined
    if (member === 'Release') this.#registered = false
    if (notices.has(member)) return {}
    return questions.has(member) && this.#pairing.has(textOf(device)) ? {} : rejected
  }
}
