import type { Logger } from 'pino'
import type { Clock } from '../../src/health/clock.js'
import { type Fault, HealthError } from '../../src/health/error.js'
import { DeviceLane } from './device-lane.js'
import type { ForeignTopics } from './foreign/foreign-topics.js'
import { createReportTasks } from './foreign/report-tasks.js'
import type { DeviceHandlers } from './mqtt-link.js'
import { glimpse, parseBattery, parseBirth, parseSamples, parseStatus, parseWorkoutCommand } from './payloads.js'
import type { DeviceMessageName, DeviceTopic, Topics } from './topics.js'

/** One message from a broker. */
export interface DeviceMessage {
  readonly topic: string
  readonly payload: Uint8Array
  /** Whether the broker kept it from earlier: what it asks for is over, what it states still holds. */
  readonly retained: boolean
  /** Whether its sender can still be told; a message that is held is given up when it cannot. Always, when left out. */
  readonly isAlive?: (() => boolean) | undefined
}

/** `settled` and `refused` may be acknowledged; what is `abandoned` may not, so that it comes again. */
export type Verdict = 'settled' | 'refused' | 'abandoned'

export interface DeviceMessagesParts {
  readonly topics: Topics
  /** Whose messages are read besides, by the mappings of the configuration. */
  readonly foreign?: ForeignTopics | undefined
  readonly handlers: DeviceHandlers
  /** Tells a device what was refused. */
  readonly reject: (device: string, rejection: object) => void
  /**
   * What to do with a device over its quota: `hold` the message where that holds nobody else, `refuse` it where
   * all devices share one connection.
   */
  readonly overQuota: 'hold' | 'refuse'
  readonly clock: Clock
  readonly log: Pick<Logger, 'debug' | 'error'>
}

export interface DeviceMessages {
  /** Never rejects. Resolves when the message is durable, refused, or given up. */
  handle(message: DeviceMessage): Promise<Verdict>
  figures(): {
    readonly received: number
    readonly rejected: number
    readonly ignored: number
    readonly inFlight: number
  }
  /** Gives up what is held and takes nothing new; resolves when the rest is settled, or after five seconds. */
  close(): Promise<void>
}

const retryMs = { first: 100, most: 5_000 }
// An error that nobody threw on purpose may pass, but a message that always causes it must not block its device.
const unexpectedTriesMax = 3
const faultsShown = 20
const settleMs = 5_000

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

// One for all of them: so many come that another promise for each would be felt.
const settled = Promise.resolve<Verdict>('settled')
const toSettled = (): Verdict => 'settled'

/** What a message asks for, and where it stands in its device's order. */
export interface DeviceTask {
  readonly device: string
  readonly name: DeviceMessageName
  readonly isAlive: (() => boolean) | undefined
  readonly order: 'overlap' | 'alone'
  readonly work: () => Promise<unknown>
  /** What is lost when it is refused: how many readings, and the number that the device gave them. */
  readonly lost: () => Loss
  /** Called when it was not settled. */
  readonly undo?: (() => void) | undefined
}

interface Loss {
  readonly seq?: number | undefined
  readonly readings: number
}

const noLoss: Loss = { readings: 0 }
const lossOf = ({ name }: DeviceTopic, { payload }: DeviceMessage): Loss =>
  name === 'samples' ? glimpse(payload) : noLoss

// A message that is given up comes again whole.
const worst = (verdicts: readonly Verdict[]): Verdict =>
  (['abandoned', 'refused'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'settled'

/** Reads device messages, hands them to the handlers in their device's order, and answers what is refused. */
export const createDeviceMessages = (parts: DeviceMessagesParts): DeviceMessages => new MessageHandling(parts)

class MessageHandling implements DeviceMessages {
  readonly #parts: DeviceMessagesParts
  readonly #lanes = new Map<string, DeviceLane>()
  readonly #counts = { received: 0, rejected: 0, ignored: 0 }
  #isClosing = false
  #whenIdle = (): void => undefined

  constructor(parts: DeviceMessagesParts) {
    this.#parts = parts
  }

  handle(message: DeviceMessage): Promise<Verdict> {
    if (this.#isClosing) return Promise.resolve('abandoned')
    this.#counts.received += 1
    const target = this.#parts.topics.parse(message.topic)
    if (target === undefined) return this.#settleForeign(message)
    return isVoid(target, message) ? this.#ignore() : this.#settle(target, message)
  }

  figures() {
    let inFlight = 0
    for (const lane of this.#lanes.values()) inFlight += lane.size
    return { ...this.#counts, inFlight }
  }

  async close(): Promise<void> {
    this.#isClosing = true
    if (this.#lanes.size === 0) return
    await new Promise<void>((resolve) => {
      this.#whenIdle = resolve
      setTimeout(resolve, settleMs).unref()
    })
  }

  #ignore(): Promise<Verdict> {
    this.#counts.ignored += 1
    return settled
  }

  #settle(target: DeviceTopic, message: DeviceMessage): Promise<Verdict> {
    try {
      return this.#dispatch(target, message)
    } catch (error) {
      // Only a parser throws here: what a handler throws is judged where it is tried.
      const loss = lossOf(target, message)
      this.#refuse(target, loss, error)
      this.#count(error, loss.readings)
      return Promise.resolve('refused')
    }
  }

  #settleForeign({ topic, payload, retained, isAlive }: DeviceMessage): Promise<Verdict> {
    const { foreign, handlers, clock } = this.#parts
    const at = clock()
    try {
      const reports = foreign?.read({ topic, payload, retained, at }) ?? []
      const tasks = createReportTasks(reports, { handlers, at, isAlive })
      if (!tasks.isHeard) return this.#ignore()
      return Promise.all(tasks.list.map((task) => this.#inLane(task))).then((verdicts) => {
        tasks.conclude()
        return worst(verdicts)
      })
    } catch (error) {
      // Nobody knows whose message it was, so nobody is told.
      this.#counts.rejected += 1
      this.#count(error, 1)
      return Promise.resolve('refused')
    }
  }

  #dispatch(target: DeviceTopic, message: DeviceMessage): Promise<Verdict> {
    const { handlers, clock } = this.#parts
    const { device, name } = target
    const { isAlive } = message
    const lost = () => lossOf(target, message)
    const task = { device, name, isAlive, lost }
    switch (name) {
      case 'status':
        handlers.status(device, parseStatus(message.payload))
        return settled
      case 'battery':
        handlers.battery(device, parseBattery(message.payload))
        return settled
      case 'birth': {
        const birth = parseBirth(message.payload)
        return this.#inLane({ ...task, order: 'alone', work: () => handlers.birth(device, birth) })
      }
      case 'workout': {
        const command = parseWorkoutCommand(message.payload)
        return this.#inLane({ ...task, order: 'alone', work: () => handlers.workout(device, command) })
      }
      case 'samples': {
        const at = clock()
        const { readings } = parseSamples(message.payload)
        return this.#inLane({ ...task, order: 'overlap', work: () => handlers.samples(device, readings, at) })
      }
    }
  }

  #inLane(task: DeviceTask): Promise<Verdict> {
    const { device } = task
    const lane = this.#lanes.get(device) ?? this.#openLane(device)
    return lane.run(task.order, () => task.work().then(toSettled, (error: unknown) => this.#retry(task, error)))
  }

  #openLane(device: string): DeviceLane {
    const lane = new DeviceLane(() => {
      this.#lanes.delete(device)
      if (this.#lanes.size === 0) this.#whenIdle()
    })
    this.#lanes.set(device, lane)
    return lane
  }

  async #retry(task: DeviceTask, failure: unknown): Promise<Verdict> {
    const verdict = await this.#tryAgain(task, failure)
    if (verdict !== 'settled') task.undo?.()
    return verdict
  }

  async #tryAgain(task: DeviceTask, failure: unknown): Promise<Verdict> {
    let error = failure
    for (let tries = 1; this.#isHeld(error, tries); tries += 1) {
      await pause(Math.min(retryMs.most, retryMs.first * 2 ** Math.min(tries - 1, 10)))
      if (this.#isClosing || task.isAlive?.() === false) return 'abandoned'
      try {
        await task.work()
        return 'settled'
      } catch (next) {
        error = next
      }
    }
    return this.#giveBack(task, error)
  }

  #isHeld(error: unknown, tries: number): boolean {
    if (!(error instanceof HealthError)) {
      this.#parts.log.error({ error: String(error instanceof Error ? error.name : error) }, 'a handler failed')
      return tries < unexpectedTriesMax
    }
    if (error.code === 'databaseInaccessible') return true
    return error.code === 'tooManyRequests' && this.#parts.overQuota === 'hold'
  }

  #giveBack(task: DeviceTask, error: unknown): Verdict {
    const loss = task.lost()
    this.#refuse(task, loss, error)
    // Any other refusal was counted by whoever refused it.
    const isUncounted = !(error instanceof HealthError) || error.code === 'tooManyRequests'
    if (isUncounted) this.#count(error, loss.readings)
    return 'refused'
  }

  #count(error: unknown, readings: number): void {
    if (readings > 0) this.#parts.handlers.refused(codeOf(error), readings)
  }

  #refuse({ device, name }: DeviceTopic, { seq }: Loss, error: unknown): void {
    this.#counts.rejected += 1
    const errors = faultsOf(error)
    const code = codeOf(error)
    this.#parts.log.debug({ device, message: name, code }, 'message refused')
    this.#parts.reject(device, { code, errors, ...(seq === undefined ? {} : { seq }) })
  }
}

// An empty payload is how a retained message is taken back. A command that was kept is one that was carried out.
const isVoid = ({ name }: DeviceTopic, { payload, retained }: DeviceMessage): boolean =>
  (payload.byteLength === 0 && (name === 'birth' || name === 'status')) || (name === 'workout' && retained)

// Who is told that something was refused is told why, also when no single field is to blame.
function faultsOf(error: unknown): readonly Fault[] {
  if (!(error instanceof HealthError)) return [{ pointer: '', message: 'cannot be taken now' }]
  return error.errors.length > 0 ? error.errors.slice(0, faultsShown) : [{ pointer: '', message: error.message }]
}

const codeOf = (error: unknown): string => (error instanceof HealthError ? error.code : 'unknownError')
