import { type Fault, invalidArgument } from '../../health/error.js'
import { quantityType } from '../../health/type.js'
import type { Plan, PlanNode, RampTarget, Repeat, Step, StepMessage, Target, ZoneTarget } from '../plan.js'
import { limitsOf } from './limits.js'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as XML may hold it: what it may not hold at all is left out. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

type Attributes = Readonly<Record<string, string | number | undefined>>

const attributesText = (attributes: Attributes): string =>
  Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('')

const element = (name: string, attributes: Attributes, inner: readonly string[] = []): string =>
  inner.length === 0
    ? `    <${name}${attributesText(attributes)}/>`
    : `    <${name}${attributesText(attributes)}>\n${inner.join('\n')}\n    </${name}>`

const rampNames = { warmup: 'Warmup', work: 'Ramp', recover: 'Ramp', cooldown: 'Cooldown' } as const

interface Shares {
  readonly low: number
  readonly high: number
  readonly isRamp: boolean
}

/** Names of the attributes for one value, or for two. */
type Names = readonly [single: string, low: string, high: string]

const named = (shares: Shares | undefined, [single, low, high]: Names): Attributes => {
  if (shares === undefined) return {}
  return shares.low === shares.high ? { [single]: shares.low } : { [low]: shares.low, [high]: shares.high }
}

const cadenceNames = ['Cadence', 'CadenceLow', 'CadenceHigh'] as const
const restingNames = ['CadenceResting', 'CadenceRestingLow', 'CadenceRestingHigh'] as const

const isShare = (target: Target): target is Exclude<Target, ZoneTarget> =>
  !('zone' in target) && (target.of === 'functionalThresholdPower' || target.of === 'runningThresholdPower')

const isCadence = (target: Target): target is Exclude<Target, ZoneTarget | RampTarget> =>
  !('zone' in target || 'ramp' in target) &&
  target.type === 'cyclingCadence' &&
  (target.unit === undefined || target.unit === quantityType('cyclingCadence').unit)

const sharesOf = (target: Exclude<Target, ZoneTarget>): Shares | undefined => {
  if ('ramp' in target) return { low: target.ramp[0], high: target.ramp[1], isRamp: true }
  const [from, to] = limitsOf(target)
  const [low = to, high = low] = [from, to]
  return low === undefined || high === undefined ? undefined : { low, high, isRamp: false }
}

interface Wanted {
  readonly power?: Shares | undefined
  readonly cadence?: Shares | undefined
}

const lengthOf = ({ end }: Step): number => (end.by === 'time' ? end.value : 0)

/** The messages of an interval, counted from its first time. */
const interleaved = (times: number, [work, rest]: readonly [Step, Step]): readonly StepMessage[] => {
  const period = lengthOf(work) + lengthOf(rest)
  const within = [
    ...(work.messages ?? []).filter(({ after }) => after < lengthOf(work)),
    ...(rest.messages ?? []).map(({ after, text }) => ({ after: lengthOf(work) + after, text })),
  ].filter(({ after }) => after < period)
  return Array.from({ length: times }, (_, index) =>
    within.map(({ after, text }) => ({ after: index * period + after, text })),
  ).flat()
}

const messagesText = (messages: readonly StepMessage[] = []): readonly string[] =>
  messages.map(({ after, text }) => `      <textevent${attributesText({ timeoffset: after, message: text })}/>`)

/** Writes the steps of one plan, and gathers what Zwift has no word for. */
class ZwoSteps {
  readonly faults: Fault[] = []
  readonly #by: 'time' | 'distance'

  constructor(by: 'time' | 'distance') {
    this.#by = by
  }

  nodes(nodes: readonly PlanNode[], pointer: string): readonly string[] {
    return nodes.flatMap((node, index) => this.#node(node, `${pointer}/${index}`))
  }

  #node(node: PlanNode, pointer: string): readonly string[] {
    if (node.kind !== 'repeat') return [this.#step(node, pointer)]
    const intervals = this.#intervals(node, pointer)
    if (intervals !== undefined) return [intervals]
    const inner = this.nodes(node.steps, `${pointer}/steps`)
    return Array.from({ length: node.times }, () => inner).flat()
  }

  #intervals({ times, steps }: Repeat, pointer: string): string | undefined {
    const [work, rest, more] = steps
    if (more !== undefined || work?.kind !== 'work' || rest?.kind !== 'recover') return undefined
    if ([work, rest].some(({ target, name }) => target === undefined || 'ramp' in target || name !== undefined))
      return undefined
    const isSaid = work.messages !== undefined || rest.messages !== undefined
    if (isSaid && [work, rest].some(({ end }) => end.by !== 'time')) return undefined
    const [on, off] = [this.#wanted(work, `${pointer}/steps/0`), this.#wanted(rest, `${pointer}/steps/1`)]
    const attributes = {
      Repeat: times,
      OnDuration: this.#length(work, `${pointer}/steps/0`),
      OffDuration: this.#length(rest, `${pointer}/steps/1`),
      ...named(on.power, ['OnPower', 'PowerOnLow', 'PowerOnHigh']),
      ...named(off.power, ['OffPower', 'PowerOffLow', 'PowerOffHigh']),
      ...named(on.cadence, cadenceNames),
      ...named(off.cadence, restingNames),
    }
    return element('IntervalsT', attributes, messagesText(interleaved(times, [work, rest])))
  }

  #step(step: Step, pointer: string): string {
    const { power, cadence } = this.#wanted(step, pointer)
    const length = { Duration: this.#length(step, pointer) }
    const pedalled = named(cadence, cadenceNames)
    const messages = messagesText(step.messages)
    if (power?.isRamp)
      return element(
        rampNames[step.kind],
        { ...length, PowerLow: power.low, PowerHigh: power.high, ...pedalled },
        messages,
      )
    const attributes = { ...length, ...named(power, ['Power', 'PowerLow', 'PowerHigh']), ...pedalled }
    return element(power === undefined ? 'FreeRide' : 'SteadyState', attributes, messages)
  }

  #length({ end }: Step, pointer: string): number | undefined {
    if (end.by === 'lap') return undefined
    if (end.by === this.#by) return end.value
    this.faults.push({ pointer: `${pointer}/end`, message: `cannot be told in a .zwo by ${this.#by}` })
    return undefined
  }

  #wanted({ target, secondaryTarget }: Step, pointer: string): Wanted {
    const [first, second] = [
      this.#one(target, `${pointer}/target`),
      this.#one(secondaryTarget, `${pointer}/secondaryTarget`),
    ]
    return { power: first.power ?? second.power, cadence: first.cadence ?? second.cadence }
  }

  #one(target: Target | undefined, pointer: string): Wanted {
    if (target === undefined) return {}
    const shares = isShare(target) || isCadence(target) ? sharesOf(target) : undefined
    if (shares !== undefined) return isCadence(target) ? { cadence: shares } : { power: shares }
    this.faults.push({ pointer, message: 'is neither a share of the threshold power nor a cadence' })
    return {}
  }
}

const hasEnd = (nodes: readonly PlanNode[], by: string): boolean =>
  nodes.some((node) => (node.kind === 'repeat' ? hasEnd(node.steps, by) : node.end.by === by))

/** A plan as a workout of Zwift's. Throws `invalidArgument`, with a pointer to each, for what such a file cannot say. */
export const writeZwo = ({ name, description, activityType, steps }: Plan): string => {
  const by = hasEnd(steps, 'distance') && !hasEnd(steps, 'time') ? 'distance' : 'time'
  const writer = new ZwoSteps(by)
  const elements = writer.nodes(steps, '/steps')
  if (activityType !== 'cycling' && activityType !== 'running')
    writer.faults.push({ pointer: '/activityType', message: 'is neither cycling nor running' })
  if (writer.faults.length > 0) throw invalidArgument('a .zwo file cannot hold this plan', writer.faults)
  return [
    '<workout_file>',
    `  <name>${escaped(name)}</name>`,
    ...(description === undefined ? [] : [`  <description>${escaped(description)}</description>`]),
    `  <sportType>${activityType === 'running' ? 'run' : 'bike'}</sportType>`,
    ...(by === 'distance' ? ['  <durationType>distance</durationType>'] : []),
    '  <workout>',
    ...elements,
    '  </workout>',
    '</workout_file>',
    '',
  ].join('\n')
}
