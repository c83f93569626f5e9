import { RadioError } from '../radio/radio-error.js'
import type { Timers } from '../radio/timers.js'

// `reference: control points`: after so long without an answer the procedure has failed, and the link has to be dropped.
const limit = 30_000
const improperlyConfigured = 0x81

/** What a control point has answered: result 1 is success. */
export interface Answer {
  readonly result: number
  readonly parameter: Uint8Array
}

export interface ControlPointParts {
  /** The code that begins every answer: 0x80 of a fitness machine, 0x20 of a power meter. */
  readonly response: number
  /** Whether answers carry no result, so that an answer is success. */
  readonly withoutResult?: boolean
  readonly timers: Timers
  readonly subscribe: () => Promise<void>
  readonly write: (request: Uint8Array) => Promise<void>
  /** Ends the link, for the two have lost each other. */
  readonly drop: (error: RadioError) => void
}

/** A characteristic that takes requests, one after the other, and answers each with an indication. */
export interface ControlPoint {
  /** Rejects with a `RadioError` when there is no answer. */
  ask(request: Uint8Array): Promise<Answer>
  /** Takes an indication. */
  indicated(value: Uint8Array): void
  /** The link has ended: nobody will answer any more. */
  close(): void
}

interface Waiting {
  readonly op: number
  readonly settle: (answer: Answer | RadioError) => void
}

export const createControlPoint = (parts: ControlPointParts): ControlPoint => {
  let last: Promise<unknown> = Promise.resolve()
  let waiting: Waiting | undefined
  let subscribed: Promise<void> | undefined
  let closed = false

  const answerTo = (op: number): { answer: Promise<Answer>; end(): void } => {
    let end = (): void => undefined
    const answer = new Promise<Answer>((resolve, reject) => {
      const late = parts.timers.setTimeout(() => {
        const error = new RadioError('timeout', 'the control point does not answer')
        waiting?.settle(error)
        parts.drop(error)
      }, limit)
      end = () => {
        parts.timers.clearTimeout(late)
        waiting = undefined
      }
      const settle = (outcome: Answer | RadioError): void => {
        end()
        if (outcome instanceof RadioError) reject(outcome)
        else resolve(outcome)
      }
      waiting = { op, settle }
    })
    // Its rejection may come before anybody awaits it, while the write is still under way.
    answer.catch(() => undefined)
    return { answer, end }
  }
  const write = async (request: Uint8Array): Promise<void> => {
    subscribed ??= parts.subscribe()
    await subscribed
    try {
      await parts.write(request)
    } catch (error) {
      if (!(error instanceof RadioError) || error.att !== improperlyConfigured) throw error
      await parts.subscribe()
      await parts.write(request)
    }
  }
  const procedure = async (request: Uint8Array): Promise<Answer> => {
    if (closed) throw new RadioError('notConnected', 'the link has ended')
    const { answer, end } = answerTo(request[0] ?? 0)
    try {
      // The answer can overtake the confirmation of the write, and no write may outlast the limit.
      await Promise.race([write(request), answer])
    } catch (error) {
      end()
      // A subscription that failed is tried again with the next request.
      subscribed = undefined
      throw error
    }
    return answer
  }
  return {
    ask(request) {
      const asked = last.then(() => procedure(request))
      last = asked.catch(() => undefined)
      return asked
    },
    indicated(value) {
      const [code, op, told] = value
      const result = parts.withoutResult === true ? 1 : told
      if (waiting === undefined || code !== parts.response || op !== waiting.op || result === undefined) return
      waiting.settle({ result, parameter: value.subarray(3) })
    },
    close() {
      closed = true
      waiting?.settle(new RadioError('notConnected', 'the link has ended'))
    },
  }
}
