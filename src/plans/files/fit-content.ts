import { FitDecoder } from '../../exchange/fit/fit-decoder.js'
import type { FitEvent, FitMessage } from '../../exchange/fit/message.js'
import { type Fault, invalidArgument } from '../../health/error.js'

const bytesMax = 1_000_000
const messagesMax = 2_000

/** That a file holds no plan, and why. */
export const unreadable = (message: string) => invalidArgument(`the FIT file ${message}`, [{ pointer: '', message }])

interface Content {
  readonly messages: readonly FitMessage[]
  readonly omitted: readonly Fault[]
}

function* eventsOf(bytes: Uint8Array): Generator<FitEvent> {
  const decoder = new FitDecoder()
  yield* decoder.push(bytes)
  yield* decoder.end()
}

/** The messages of a file, of chained ones those of the first; what stands behind them takes nothing from the plan. */
export function contentOf(bytes: Uint8Array): Content {
  if (bytes.length > bytesMax) throw unreadable('is too large')
  const found: FitMessage[] = []
  let files = 0
  const behind = (message: string): Content => ({ messages: found, omitted: [{ pointer: '', message }] })
  for (const event of eventsOf(bytes)) {
    if (event.type === 'file') files += 1
    if (files > 1) return behind('has another file behind it, which is left out')
    if (event.type === 'problem' && event.problem.code === 'trailingBytes') return behind('has bytes behind it')
    if (event.type === 'problem') throw unreadable(`is broken: ${event.problem.code}`)
    if (event.type === 'message') found.push(event.message)
    if (found.length > messagesMax) throw unreadable('is too large')
  }
  return { messages: found, omitted: [] }
}
