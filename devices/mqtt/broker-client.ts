import { connect, type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt'
import type { Logger } from 'pino'
import type { Clock } from '../../src/health/clock.js'
import { createDeviceMessages, type DeviceMessages } from './device-messages.js'
import type { ForeignTopics } from './foreign/foreign-topics.js'
import type { DeviceHandlers, MqttLink, PublishOptions } from './mqtt-link.js'
import { createOrderedAcks, type OrderedAcks } from './ordered-acks.js'
import { Outbox } from './outbox.js'
import { samplesBytesMax } from './payloads.js'
import { createTopics, type Topics } from './topics.js'

export interface BrokerClientOptions {
  /** `mqtt://host:1883` or `mqtts://host:8883`. */
  readonly url: string
  readonly username?: string | undefined
  readonly password?: string | undefined
  /** The authority that signed the broker's certificate, as PEM, when it is none that the system knows. */
  readonly ca?: string | Buffer | undefined
  /** The broker keeps the session under this name, so it stays the same for good and belongs to one engine. */
  readonly clientId: string
  readonly handlers: DeviceHandlers
  readonly base: string
  /** Topics of somebody else's making that are read too. */
  readonly foreign?: ForeignTopics | undefined
  readonly clock: Clock
  readonly log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>
}

// Messages that the broker may send ahead of our acknowledgements: a thousand watches at once.
const receiveMaximum = 1_000
// Those may be long ones; past this the connection is not read until some are settled.
const unsettledBytesMax = 32 * samplesBytesMax
// What a message costs besides its payload, roughly: the smallest ones are bounded too.
const messageBytes = 1_024
const sessionExpirySeconds = 7 * 86_400
const reconnectMs = { first: 250, most: 15_000 }
const calmMs = 10_000
const keepaliveSeconds = 30
const outbox = { inFlightMax: 1_000, topicsMax: 20_000 }
const farewellMs = 2_000

/**
 * The engine as a client of an outside MQTT 5 broker. Resolves at once, connected or not: the broker may come later,
 * `state()` says whether it is there. A message is acknowledged when its handler has settled it, many at a time.
 */
export function openBrokerClient(options: BrokerClientOptions): Promise<MqttLink> {
  return Promise.resolve(new BrokerClient(options))
}

// What `handleMessage` is told so that the library reads on and leaves the acknowledgement to us.
const acknowledgedLater = new Error('acknowledged later')

class BrokerClient implements MqttLink {
  readonly #options: BrokerClientOptions
  readonly #topics: Topics
  readonly #messages: DeviceMessages
  readonly #outbox: Outbox
  readonly #client: MqttClient
  readonly #acks = new WeakMap<object, OrderedAcks>()
  readonly #counts = { published: 0, connects: 0 }
  #unsettledBytes = 0
  #readOn: (() => void) | undefined
  #failure = 'not connected yet'
  #isSubscribed = false
  #knowsRetained = false
  #calm: NodeJS.Timeout | undefined
  #closing: Promise<void> | undefined

  constructor(options: BrokerClientOptions) {
    const { base, handlers, foreign, clock, log } = options
    this.#options = options
    this.#topics = createTopics(base)
    const reject = (device: string, rejection: object) =>
      this.publish(this.#topics.device(device, 'rejected'), rejection)
    const topics = this.#topics
    this.#messages = createDeviceMessages({ topics, foreign, handlers, reject, overQuota: 'refuse', clock, log })
    this.#client = connect(options.url, clientOptions(options))
    this.#outbox = new Outbox({
      ...outbox,
      send: (topic, { payload, retain }, done) => {
        this.#counts.published += 1
        this.#client.publish(topic, payload, { qos: 1, retain }, () => done())
      },
    })
    this.#client.handleMessage = (packet, next) => this.#receive(packet, next)
    this.#follow()
  }

  publish(topic: string, payload: string | object, { retain = false }: PublishOptions = {}): void {
    if (this.#closing !== undefined) return
    this.#outbox.offer(topic, { payload: typeof payload === 'string' ? payload : JSON.stringify(payload), retain })
  }

  state() {
    const ok = this.#client.connected && this.#isSubscribed
    return ok ? { ok } : { ok, reason: this.#failure }
  }

  figures() {
    return { ...this.#messages.figures(), ...this.#outbox.figures(), ...this.#counts }
  }

  // Who may sign in is the outside broker's business.
  disconnect(): void {}

  close(): Promise<void> {
    this.#closing ??= this.#shutDown()
    return this.#closing
  }

  async #shutDown(): Promise<void> {
    await this.#messages.close()
    // One turn for the acknowledgements that this gave.
    await new Promise((resolve) => setImmediate(resolve))
    await new Promise<void>((resolve) => {
      const giveUp = setTimeout(() => {
        this.#client.stream.destroy()
        resolve()
      }, farewellMs)
      this.#client.end(false, () => {
        clearTimeout(giveUp)
        resolve()
      })
    })
  }

  #receive(packet: IPublishPacket, next: (error?: Error) => void): void {
    const { stream } = this.#client
    const acknowledge = packet.qos === 1 ? this.#acksOf(stream).take(packet.messageId ?? 0) : undefined
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload
    const isAlive = packet.qos === 1 ? () => stream === this.#client.stream && !stream.destroyed : undefined
    const bytes = payload.byteLength + messageBytes
    this.#unsettledBytes += bytes
    const { topic, retain: retained } = packet
    void this.#messages.handle({ topic, payload, retained, isAlive }).then((verdict) => {
      if (verdict !== 'abandoned') acknowledge?.()
      this.#settled(bytes)
    })
    const readOn = () => next(acknowledge === undefined ? undefined : acknowledgedLater)
    if (this.#unsettledBytes < unsettledBytesMax) readOn()
    else this.#readOn = readOn
  }

  #settled(bytes: number): void {
    this.#unsettledBytes -= bytes
    if (this.#unsettledBytes >= unsettledBytesMax) return
    const readOn = this.#readOn
    this.#readOn = undefined
    readOn?.()
  }

  #acksOf(stream: MqttClient['stream']): OrderedAcks {
    const known = this.#acks.get(stream)
    if (known !== undefined) return known
    const acks = createOrderedAcks((packets) => {
      if (stream === this.#client.stream && !stream.destroyed) stream.write(packets)
    })
    this.#acks.set(stream, acks)
    return acks
  }

  #follow(): void {
    const { log, clientId } = this.#options
    const client = this.#client
    client.on('connect', () => {
      log.info({ clientId }, 'broker connected')
      this.#counts.connects += 1
      // Only a connection that lasts ends the back-off: two engines that take one session from each other calm down.
      this.#calm = setTimeout(() => {
        client.options.reconnectPeriod = reconnectMs.first
      }, calmMs).unref()
      this.#subscribe()
      this.#outbox.open()
    })
    client.on('close', () => {
      this.#outbox.shut()
      clearTimeout(this.#calm)
      if (this.#isSubscribed) {
        this.#failure = 'connection lost'
        log.warn({ clientId }, 'broker lost')
      }
      this.#isSubscribed = false
      client.options.reconnectPeriod = Math.min(reconnectMs.most, 2 * (client.options.reconnectPeriod ?? 1))
    })
    client.on('error', (error) => {
      this.#failure = failureOf(error)
      log.warn({ clientId, error: this.#failure }, 'broker unreachable')
    })
  }

  // At every connection, for the broker may have forgotten us; but it repeats what it retained only at our start,
  // since with a session it has kept the changes for us.
  #subscribe(): void {
    const rh = this.#knowsRetained ? 1 : 0
    const own = this.#topics.filters.map((filter) => ({ filter, qos: 1 as const }))
    const all = [...own, ...(this.#options.foreign?.filters ?? [])]
    const filters = Object.fromEntries(all.map(({ filter, qos }) => [filter, { qos, rh }]))
    this.#client.subscribe(filters, (error) => {
      this.#isSubscribed = error == null
      this.#knowsRetained ||= this.#isSubscribed
      if (error == null) return
      this.#failure = failureOf(error)
      this.#options.log.error({ error: this.#failure }, 'broker refuses the subscription')
    })
  }
}

// A code, never the whole text: that may hold the address with a password in it.
function failureOf(error: Error): string {
  const { code } = error as Error & { readonly code?: string | number }
  return typeof code === 'string' ? code : error.message.replace(/\S+:\/\/\S+/g, '')
}

const clientOptions = ({ url, username, password, ca, clientId }: BrokerClientOptions): IClientOptions => ({
  protocolVersion: 5,
  clientId,
  ...(username === undefined ? {} : { username }),
  ...(password === undefined ? {} : { password }),
  ...(ca === undefined || !url.startsWith('mqtts:') ? {} : { ca }),
  clean: false,
  properties: {
    sessionExpiryInterval: sessionExpirySeconds,
    receiveMaximum,
    maximumPacketSize: 2 * samplesBytesMax,
  },
  keepalive: keepaliveSeconds,
  reconnectPeriod: reconnectMs.first,
  reconnectOnConnackError: true,
  resubscribe: false,
  queueQoSZero: false,
  // The library formats every packet for its log otherwise.
  log: () => undefined,
})
