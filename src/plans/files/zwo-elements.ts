import type { Fault } from '../../health/error.js'
import type { Step, StepEnd, StepKind, StepMessage, Target } from '../plan.js'
import type { ReadNode } from './read-node.js'
import type { ZwoAttributes } from './zwo-attributes.js'

export type ZwoSport = 'cycling' | 'running'

/** An element of a workout before the sport and the unit of lengths are known, which may stand behind it. */
export interface ZwoElement {
  /** In lower case. */
  readonly name: string
  readonly attributes: ZwoAttributes
  readonly messages: StepMessage[]
  readonly omitted: Fault[]
}

const ofSport = {
  cycling: { type: 'cyclingPower', of: 'functionalThresholdPower' },
  running: { type: 'runningPower', of: 'runningThresholdPower' },
} as const

const stepsMax = 500
type Names = readonly string[]

interface RangeNames {
  readonly single: Names
  readonly low: string
  readonly high: string
}

const steady: RangeNames = { single: ['power'], low: 'powerlow', high: 'powerhigh' }
const on: RangeNames = { single: ['onpower', 'poweron'], low: 'poweronlow', high: 'poweronhigh' }
const off: RangeNames = { single: ['offpower', 'poweroff'], low: 'powerofflow', high: 'poweroffhigh' }
const cadence: RangeNames = { single: ['cadence'], low: 'cadencelow', high: 'cadencehigh' }
const restingCadence: RangeNames = { single: ['cadenceresting'], low: 'cadencerestinglow', high: 'cadencerestinghigh' }

type Targets = Pick<Step, 'target' | 'secondaryTarget'>

const bothOf = (target: Target | undefined, more: Target | undefined): Targets => {
  const [first, second] = [target, more].filter((each) => each !== undefined)
  return { ...(first && { target: first }), ...(second && { secondaryTarget: second }) }
}

const rangeOf = (attributes: ZwoAttributes, { single, low, high }: RangeNames) => {
  const value = attributes.number(...single)
  const [one, other] = [attributes.number(low) ?? value, attributes.number(high) ?? value]
  return one === undefined || other === undefined ? undefined : { from: Math.min(one, other), to: Math.max(one, other) }
}

interface Interval {
  readonly times: number
  readonly work: Step
  readonly rest: Step
}

/** The messages of each time of an interval, whose offsets are counted from the first: of its work, of its rest. */
const dealt = (messages: readonly StepMessage[], times: number, [work, rest]: readonly [number, number]) => {
  const each = Array.from({ length: times }, () => ({ work: [] as StepMessage[], rest: [] as StepMessage[] }))
  for (const { after, text } of messages) {
    const index = Math.min(times - 1, Math.floor(after / (work + rest)))
    const within = after - index * (work + rest)
    if (within < work) each[index]?.work.push({ after: within, text })
    else each[index]?.rest.push({ after: within - work, text })
  }
  return each
}

const withMessages = (step: Step, messages: readonly StepMessage[]): Step =>
  messages.length === 0 ? step : { ...step, messages }

/** Makes a plan's nodes of elements, in the sport and the unit of lengths that the file is of. */
export class ZwoElements {
  readonly #sport: ZwoSport
  readonly #by: 'time' | 'distance'

  constructor(sport: ZwoSport, by: 'time' | 'distance') {
    this.#sport = sport
    this.#by = by
  }

  /** What an element stands for; nothing when it is no step. */
  nodes(element: ZwoElement): readonly ReadNode[] {
    const { name, attributes, omitted } = element
    const nodes = name === 'intervalst' ? this.#intervals(element) : this.#steps(element)
    const [first, ...more] = nodes
    if (first === undefined) return []
    const said = [...omitted, ...attributes.unread(name)]
    return [{ ...first, omitted: [...said, ...first.omitted] }, ...more]
  }

  #steps({ name, attributes, messages }: ZwoElement): readonly ReadNode[] {
    const targets = this.#targets(name, attributes)
    if (targets === undefined) return []
    const kind: StepKind = name === 'warmup' || name === 'cooldown' ? name : 'work'
    const step = withMessages({ kind, end: this.#end(attributes.number('duration')), ...targets }, messages)
    return [{ node: step, omitted: [] }]
  }

  #targets(name: string, attributes: ZwoAttributes): Targets | undefined {
    const pedalled = () => this.#cadence(attributes, cadence)
    if (name === 'warmup' || name === 'cooldown' || name === 'ramp') return bothOf(this.#ramp(attributes), pedalled())
    if (name === 'steadystate' || name === 'solidstate') return bothOf(this.#power(attributes, steady), pedalled())
    return name === 'freeride' || name === 'maxeffort' ? bothOf(undefined, pedalled()) : undefined
  }

  #end(value: number | undefined): StepEnd {
    return value === undefined || value <= 0 ? { by: 'lap' } : { by: this.#by, value }
  }

  #intervals({ attributes, messages }: ZwoElement): readonly ReadNode[] {
    const durations = [attributes.number('onduration'), attributes.number('offduration')] as const
    const work: Step = {
      kind: 'work',
      end: this.#end(durations[0]),
      ...bothOf(this.#power(attributes, on), this.#cadence(attributes, cadence)),
    }
    const rest: Step = {
      kind: 'recover',
      end: this.#end(durations[1]),
      ...bothOf(this.#power(attributes, off), this.#cadence(attributes, restingCadence)),
    }
    return this.#repeated({ times: attributes.number('repeat') ?? 1, work, rest }, messages)
  }

  #repeated({ times, work, rest }: Interval, messages: readonly StepMessage[]): readonly ReadNode[] {
    if (messages.length === 0) return [{ node: { kind: 'repeat', times, steps: [work, rest] }, omitted: [] }]
    const isCounted = Number.isInteger(times) && times >= 1 && times <= stepsMax
    if (!isCounted || work.end.by !== 'time' || rest.end.by !== 'time') {
      const omitted = [{ pointer: '/steps/0/messages', message: 'are said each time' }]
      return [{ node: { kind: 'repeat', times, steps: [withMessages(work, messages), rest] }, omitted }]
    }
    const pairs = dealt(messages, times, [work.end.value, rest.end.value]).map((said) => [
      withMessages(work, said.work),
      withMessages(rest, said.rest),
    ])
    const [first = []] = pairs
    const isSame = pairs.every((pair) => JSON.stringify(pair) === JSON.stringify(first))
    if (isSame) return [{ node: { kind: 'repeat', times, steps: first }, omitted: [] }]
    return pairs.flat().map((node) => ({ node, omitted: [] }))
  }

  #power(attributes: ZwoAttributes, names: RangeNames): Target | undefined {
    const range = rangeOf(attributes, names)
    return range && { ...ofSport[this.#sport], ...range }
  }

  // HealthKit has a cadence of cycling alone.
  #cadence(attributes: ZwoAttributes, names: RangeNames): Target | undefined {
    if (this.#sport !== 'cycling') return undefined
    const range = rangeOf(attributes, names)
    if (range === undefined || range.to <= 0) return undefined
    return range.from === range.to
      ? { type: 'cyclingCadence', threshold: range.from }
      : { type: 'cyclingCadence', ...range }
  }

  // Only a time can be a ramp's whole.
  #ramp(attributes: ZwoAttributes): Target | undefined {
    const [from, to] = [attributes.number('powerlow', 'power'), attributes.number('powerhigh', 'power')]
    if (from === undefined || to === undefined) return undefined
    if (this.#by === 'distance' || this.#end(attributes.number('duration')).by === 'lap')
      return this.#power(attributes, steady)
    return { ...ofSport[this.#sport], ramp: [from, to] }
  }
}
