import { Aedes, type AedesOptions, type Client, type PublishPacket } from 'aedes'
import type { Logger } from 'pino'
import type { Clock } from '../../src/health/clock.js'
import { createDeviceMessages, type DeviceMessages } from './device-messages.js'
import { admit, type Credential, isSameCredential, maySubscribe, type Principal } from './embedded/access.js'
import { DevicePresence } from './embedded/device-presence.js'
import { type Guest, guestOf } from './embedded/guest.js'
import { createListener, type Listener } from './embedded/listener.js'
import { createWarnings } from './embedded/warnings.js'
import type { ForeignTopics } from './foreign/foreign-topics.js'
import type { DeviceHandlers, MqttLink, PublishOptions } from './mqtt-link.js'
import { RetainedTopics } from './retained-topics.js'
import { createTopics, type Topics } from './topics.js'

export interface EmbeddedBrokerOptions {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly handlers: DeviceHandlers
  /** Whether this is a device's password; the device's id is its user name. */
  readonly authenticate: (username: string, password: string) => boolean
  readonly base: string
  /** Topics of somebody else's making that are read too. */
  readonly foreign?: ForeignTopics | undefined
  readonly clock: Clock
  readonly log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>
  /** Lets a trusted program in, Home Assistant or a gateway: it reads everything and speaks for any device. */
  readonly engineCredential?: Credential | undefined
  /** Certificate and key as PEM. */
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer } | undefined
  readonly limits?:
    | { readonly connections?: number | undefined; readonly connectTimeoutMs?: number | undefined }
    | undefined
}

export interface EmbeddedBroker extends MqttLink {
  readonly port: number
}

// A reader that does not read is let go before what waits for it grows.
const unreadBytesMax = 4_194_304
const drainTimeoutMs = 10_000
const retainedMax = 20_000
const connectionsMax = 2_000
// A device that comes back before its last connection is known to be dead has two.
const connectionsOfDeviceMax = 4
// Messages at QoS 2 that a client has not released yet; its broker keeps them whole.
const unreleasedMax = 20
const connectTimeoutMs = 10_000
const droppedTopic = '$vitald/dropped'

/**
 * An MQTT 3.1.1 broker in this process. It keeps no session: who comes back subscribes again and finds the retained
 * topics; and a publisher keeps what it has no acknowledgement for. So no memory is held for who is away.
 */
export async function openEmbeddedBroker(options: EmbeddedBrokerOptions): Promise<EmbeddedBroker> {
  const broker = new Broker(options)
  await broker.listen()
  return broker
}

class Broker implements EmbeddedBroker {
  readonly #options: EmbeddedBrokerOptions
  readonly #topics: Topics
  readonly #messages: DeviceMessages
  readonly #retained = new RetainedTopics(retainedMax)
  readonly #guests = new WeakMap<Client, Guest>()
  // Who might hear of a device's samples.
  readonly #readers = new Set<Client>()
  readonly #presence = new DevicePresence<Client>()
  readonly #counts = { published: 0, denied: 0, dropped: 0 }
  readonly #aedes: Aedes
  readonly #listener: Listener
  readonly #warn: (facts: object, text: string) => void
  #numbered = 0
  #closing: Promise<void> | undefined

  constructor(options: EmbeddedBrokerOptions) {
    const { base, handlers, foreign, clock, log } = options
    this.#options = options
    this.#warn = createWarnings(log, clock)
    this.#topics = createTopics(base)
    const reject = (device: string, rejection: object) =>
      this.publish(this.#topics.device(device, 'rejected'), rejection)
    const topics = this.#topics
    this.#messages = createDeviceMessages({ topics, foreign, handlers, reject, overQuota: 'hold', clock, log })
    this.#aedes = new Aedes(this.#hooks())
    const connections = options.limits?.connections ?? connectionsMax
    this.#listener = createListener({ ...options, connections, warn: this.#warn }, (socket) =>
      this.#aedes.handle(socket),
    )
    this.#follow()
  }

  async listen(): Promise<void> {
    await this.#aedes.listen()
    await this.#listener.open().catch((error: unknown) => {
      this.#aedes.close()
      throw error
    })
  }

  get port(): number {
    return this.#listener.port()
  }

  publish(topic: string, payload: string | object, { retain = false }: PublishOptions = {}): void {
    if (this.#closing !== undefined) return
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload)
    const forgotten = retain ? this.#retained.keep(topic, text) : undefined
    if (forgotten !== undefined) this.#send(forgotten, '', true)
    this.#send(topic, text, retain)
    this.#counts.published += 1
  }

  state() {
    return this.#listener.isOpen() ? { ok: true } : { ok: false, reason: 'the broker is closed' }
  }

  figures() {
    return { ...this.#messages.figures(), ...this.#counts, connections: this.#aedes.connectedClients }
  }

  disconnect(device: string): void {
    for (const client of this.#presence.of(device)) client.close()
  }

  close(): Promise<void> {
    this.#closing ??= this.#shutDown()
    return this.#closing
  }

  async #shutDown(): Promise<void> {
    this.#listener.close()
    await this.#messages.close()
    // One turn for the acknowledgements that this gave, before the sockets go.
    await new Promise((resolve) => setImmediate(resolve))
    await new Promise<void>((resolve) => this.#aedes.close(resolve))
  }

  #hooks(): AedesOptions {
    return {
      // Without a bound here a slow subscriber cannot hold the messages to the others; it has its own bound below.
      concurrency: 0,
      drainTimeout: drainTimeoutMs,
      connectTimeout: this.#options.limits?.connectTimeoutMs ?? connectTimeoutMs,
      maxClientsIdLength: 128,
      maxInflightInbound: unreleasedMax,
      preConnect: (_client, packet, done) => {
        // A name of its own for each user's connections: nobody takes over somebody else's.
        if (packet.clientId !== '') packet.clientId = `${packet.username ?? ''}/${packet.clientId}`
        packet.clean = true
        done(null, true)
      },
      authenticate: (client, username, password, done) => {
        const principal = this.#signIn(username ?? '', password?.toString() ?? '')
        if (principal !== undefined) this.#guests.set(client, guestOf(client, principal))
        else this.#warn({ username: short(username) }, 'sign-in refused')
        done(null, principal !== undefined)
      },
      authorizePublish: (client, packet, done) => this.#receive(client, packet, done),
      authorizeSubscribe: (client, subscription, done) => {
        const principal = this.#guests.get(client)?.principal
        const isAllowed = principal !== undefined && maySubscribe(this.#topics, principal, subscription.topic)
        if (!isAllowed) this.#deny(client, 'subscription refused')
        else if (principal === 'program') this.#readers.add(client)
        done(null, isAllowed ? subscription : null)
      },
      authorizeForward: (client, packet) => {
        if (client.conn.writableLength <= unreadBytesMax) return packet
        this.#deny(client, 'connection ended: it does not read')
        client.conn.destroy()
        return null
      },
    }
  }

  #signIn(username: string, password: string): Principal | undefined {
    const { engineCredential, authenticate } = this.#options
    if (engineCredential !== undefined && isSameCredential({ username, password }, engineCredential)) return 'program'
    return authenticate(username, password) ? { device: username } : undefined
  }

  // aedes acknowledges before it publishes, so the message is handled here: its PUBACK waits for this callback.
  #receive(client: Client | null, packet: PublishPacket, done: (error?: Error | null) => void): void {
    const guest = client === null ? undefined : this.#guests.get(client)
    const { foreign } = this.#options
    const parts = { topics: this.#topics, foreign }
    const admission = guest === undefined ? 'refused' : admit(parts, guest.principal, packet.topic)
    if (guest === undefined || admission === 'refused') {
      this.#deny(client, 'publication refused')
      done(new Error('not authorized'))
      return
    }
    if (admission === 'dropped') {
      this.#drop(packet)
      done(null)
      return
    }
    const acknowledge = this.#quietAck(guest, packet)
    this.#handle(guest, packet).then((isSettled) => {
      if (!isSettled) return done(new Error('not settled'))
      if (acknowledge !== undefined) acknowledge()
      // One of level 2 is published once its sender has released it, and gets its number then.
      else if (packet.qos < 2) this.#number(packet)
      done(null)
    }, done)
  }

  // Nobody may subscribe to topics that begin with a dollar sign, and wildcards do not reach them.
  #drop(packet: PublishPacket): void {
    this.#counts.dropped += 1
    Object.assign(packet, { topic: droppedTopic, payload: '', retain: false })
    if (packet.qos < 2) this.#number(packet)
  }

  /**
   * Nearly all messages are samples that nobody but the engine reads. aedes would acknowledge each with writes of its
   * own; here those of a commit share one, and then it is at level 0 for aedes: there is nothing left to acknowledge.
   */
  #quietAck(guest: Guest, packet: PublishPacket): (() => void) | undefined {
    const { qos, messageId, topic } = packet
    if (qos !== 1 || messageId === undefined || this.#readers.size > 0) return undefined
    if (this.#topics.parse(topic)?.name !== 'samples') return undefined
    const acknowledge = guest.acks.take(messageId)
    return () => {
      packet.qos = 0
      acknowledge()
    }
  }

  /**
   * aedes takes a message with a lower number than one before it for a repetition and drops it, but lets those overtake
   * that it neither has to keep nor to acknowledge. So each such kind is numbered as if it came from a broker of its own.
   */
  #number(packet: PublishPacket): PublishPacket {
    this.#numbered += 1
    const brokerId = `${packet.qos}${packet.retain ? ' kept' : ''}`
    return Object.assign(packet, { brokerId, brokerCounter: this.#numbered })
  }

  #handle({ principal, isAlive }: Guest, packet: PublishPacket): Promise<boolean> {
    const target = this.#topics.parse(packet.topic)
    if (target === undefined && this.#options.foreign?.has(packet.topic) !== true) return Promise.resolve(true)
    const isProgram = target === undefined && principal === 'program'
    // Only what states something is worth keeping for later subscribers; what a program keeps is its own business.
    if (!isProgram && target?.name !== 'birth' && target?.name !== 'status') packet.retain = false
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload
    // Whatever a live publisher sends is new, even when it asks to have it kept.
    const message = { topic: packet.topic, payload, retained: false, isAlive: packet.qos === 0 ? undefined : isAlive }
    return this.#messages.handle(message).then((verdict) => {
      if (verdict === 'refused' && !isProgram) packet.retain = false
      return verdict !== 'abandoned'
    })
  }

  #follow(): void {
    const { log, handlers } = this.#options
    this.#aedes.on('client', (client) => {
      this.#listener.trust(client.conn)
      const device = this.#deviceOf(client)
      if (device === undefined || client.closed) return
      if (this.#presence.joined(device, client)) handlers.status(device, 'online')
      const [oldest, ...others] = this.#presence.of(device)
      if (others.length < connectionsOfDeviceMax) return
      this.#deny(oldest ?? null, 'connection ended: its device has too many')
      oldest?.close()
    })
    this.#aedes.on('clientDisconnect', (client) => {
      this.#readers.delete(client)
      const device = this.#deviceOf(client)
      if (device !== undefined && this.#presence.left(device, client)) handlers.status(device, 'offline')
    })
    this.#aedes.on('clientError', (client, { message }) =>
      log.debug({ client: short(client.id), message }, 'connection failed'),
    )
    this.#aedes.on('connectionError', (_client, { message }) => log.debug({ message }, 'stranger failed'))
    this.#aedes.addListener('error', (error: Error) => log.error({ error: error.message }, 'broker failed'))
  }

  #deviceOf(client: Client): string | undefined {
    const principal = this.#guests.get(client)?.principal
    return principal === undefined || principal === 'program' ? undefined : principal.device
  }

  #deny(client: Client | null, text: string): void {
    this.#counts.denied += 1
    this.#warn({ client: short(client?.id) }, text)
  }

  #send(topic: string, payload: string, retain: boolean): void {
    const packet = this.#number({ cmd: 'publish', topic, payload, qos: 1, retain, dup: false })
    this.#aedes.publish(packet, (error) => {
      if (error) this.#options.log.debug({ error: error.message }, 'publication failed')
    })
  }
}

// Names come from strangers and may be as long as a packet.
const short = (name: string | undefined): string | undefined => name?.slice(0, 80)
