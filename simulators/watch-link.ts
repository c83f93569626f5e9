import { connect, ErrorWithReasonCode, type IClientOptions, type MqttClient } from 'mqtt'
import type { Logger } from 'pino'
import { HealthError } from '../src/health/error.js'

/** Published with QoS 1. */
export interface LinkMessage {
  readonly topic: string
  readonly payload: string
  readonly retain: boolean
}

/** How a watch reaches its broker. */
export interface LinkOptions {
  readonly url: string
  readonly username: string
  readonly password: string
  /** Client identifier: the broker keeps this client's session while it is away. */
  readonly client: string
  /** What the broker says when the watch is lost. */
  readonly will: LinkMessage
  /** Acknowledged at every connection before anything else goes. */
  readonly greetings: readonly LinkMessage[]
  /** A topic to listen to, and what to do at each of its messages. */
  readonly inbox: string
  readonly onInbox: () => void
  /** Pause between two attempts to connect, ms; a second when left out. */
  readonly retryMs?: number | undefined
  readonly log?: Pick<Logger, 'info' | 'warn'> | undefined
}

/** So many connections in a row may end without one acknowledgement before the link is given up. */
const attemptsMax = 60
/** CONNACK return codes of MQTT 3.1.1 that another attempt does not change: bad user name or password, not authorized. */
const refusals = [4, 5]

interface Pending {
  readonly message: LinkMessage
  readonly resolve: () => void
  readonly reject: (error: HealthError) => void
  /** The client has it, and keeps it over connections until it is acknowledged. */
  isSent: boolean
}

/** A connection that lasts over outages: what was not acknowledged is sent again by the next one. */
export class Link {
  readonly #client: MqttClient
  readonly #options: LinkOptions
  readonly #pending = new Set<Pending>()
  #failure: HealthError | undefined
  #isOpen = false
  #connections = 0
  #attempts = 0

  private constructor(options: LinkOptions) {
    this.#options = options
    this.#client = connect(options.url, connectOptions(options))
    this.#client.on('connect', () => void this.#connected())
    this.#client.on('close', () => this.#closed())
    this.#client.on('error', (error) => this.#failed(error))
    this.#client.on('message', () => options.onInbox())
  }

  /** Begins to connect, and goes on trying by itself. */
  static open(options: LinkOptions): Link {
    return new Link(options)
  }

  /** How often the connection was made anew. */
  get reconnects(): number {
    return Math.max(0, this.#connections - 1)
  }

  /** Resolves once acknowledged, over as many connections as it takes; rejects when the link is given up. */
  publish(message: LinkMessage): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) return reject(this.#failure)
      const pending = { message, resolve, reject, isSent: false }
      this.#pending.add(pending)
      if (this.#isOpen) this.#send(pending)
    })
  }

  /** Says `last` if there is somebody to hear it, and hangs up without the will being said. */
  async close(last: LinkMessage): Promise<void> {
    if (this.#isOpen) await publish(this.#client, last)
    // The library waits for what is under way, for good when the connection goes meanwhile.
    const gone = new Promise<void>((resolve) => this.#client.once('close', () => resolve()))
    await Promise.race([this.#client.endAsync(!this.#client.connected), gone])
  }

  async #connected(): Promise<void> {
    const connection = ++this.#connections
    this.#options.log?.info({ client: this.#options.client, connection }, 'watch connected')
    this.#client.subscribe(this.#options.inbox, { qos: 1 })
    await Promise.all(this.#options.greetings.map((message) => publish(this.#client, message)))
    if (connection !== this.#connections || !this.#client.connected) return
    this.#isOpen = true
    for (const pending of this.#pending) if (!pending.isSent) this.#send(pending)
  }

  #send(pending: Pending): void {
    const { topic, payload, retain } = pending.message
    pending.isSent = true
    this.#client.publish(topic, payload, { qos: 1, retain }, (error) => {
      pending.isSent = false
      if (error) return // the connection went while it stood in the queue: the next one takes it
      this.#attempts = 0
      this.#pending.delete(pending)
      pending.resolve()
    })
  }

  #closed(): void {
    this.#isOpen = false
    this.#attempts++
    this.#options.log?.warn({ client: this.#options.client, attempts: this.#attempts }, 'watch disconnected')
    if (this.#attempts < attemptsMax) return
    this.#giveUp(new HealthError('databaseInaccessible', 'The broker cannot be reached, or accepts nothing'))
  }

  /** Anything but a refusal is an outage, which `close` counts. */
  #failed(error: Error): void {
    if (!(error instanceof ErrorWithReasonCode) || !refusals.includes(error.code)) return
    this.#giveUp(new HealthError('unauthenticated', 'The broker refuses the user name or password', [], error))
  }

  #giveUp(failure: HealthError): void {
    if (this.#failure !== undefined) return
    this.#failure = failure
    this.#client.end(true)
    for (const pending of this.#pending) pending.reject(failure)
    this.#pending.clear()
  }
}

const connectOptions = ({ client, username, password, will, retryMs = 1000 }: LinkOptions): IClientOptions => ({
  clientId: client,
  username,
  password,
  clean: false,
  reconnectPeriod: retryMs,
  reconnectOnConnackError: true,
  will: { topic: will.topic, payload: Buffer.from(will.payload), qos: 1, retain: will.retain },
})

/** Resolves once acknowledged, or when the connection is gone: a greeting is said anew at the next one. */
const publish = (client: MqttClient, { topic, payload, retain }: LinkMessage): Promise<void> =>
  new Promise((resolve) => {
    const gone = (): void => resolve()
    client.once('close', gone)
    client.publish(topic, payload, { qos: 1, retain }, () => {
      client.off('close', gone)
      resolve()
    })
  })
