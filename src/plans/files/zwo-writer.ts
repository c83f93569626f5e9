import { type Fault, invalidArgument } from '../../health/error.js'
import type { Plan, PlanNode, Repeat, Step, Target } from '../plan.js'

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
    const [on, off, more] = steps
    if (more !== undefined || on?.kind !== 'work' || off?.kind !== 'recover') return undefined
    if ([on, off].some(({ target, name }) => target === undefined || 'ramp' in target || name !== undefined))
      return undefined
    if (off.messages !== undefined) return undefined
    const [onPower, offPower] = [
      this.#power(on.target, `${pointer}/steps/0`),
      this.#power(off.target, `${pointer}/steps/1`),
    ]
    const attributes = {
      Repeat: times,
      OnDuration: this.#length(on, `${pointer}/steps/0`),
      OffDuration: this.#length(off, `${pointer}/steps/1`),
      ...(onPower &&
        (onPower.low === onPower.high
          ? { OnPower: onPower.low }
          : { PowerOnLow: onPower.low, PowerOnHigh: onPower.high })),
      ...(offPower &&
        (offPower.low === offPower.high
          ? { OffPower: offPower.low }
          : { PowerOffLow: offPower.low, PowerOffHigh: offPower.high })),
    }
    return element('IntervalsT', attributes, this.#messages(on))
  }

  #step(step: Step, pointer: string): string {
    const power = this.#power(step.target, pointer)
    const Duration = this.#length(step, pointer)
    const messages = this.#messages(step)
    if (power === undefined) return element('FreeRide', { Duration }, messages)
    const { low, high, isRamp } = power
    if (isRamp) return element(rampNames[step.kind], { Duration, PowerLow: low, PowerHigh: high }, messages)
    if (low === high) return element('SteadyState', { Duration, Power: low }, messages)
    return element('SteadyState', { Duration, PowerLow: low, PowerHigh: high }, messages)
  }

  #length({ end }: Step, pointer: string): number | undefined {
    if (end.by === 'lap') return undefined
    if (end.by === this.#by) return end.value
    this.faults.push({ pointer: `${pointer}/end`, message: `cannot be told in a .zwo by ${this.#by}` })
    return undefined
  }

  #power(target: Target | undefined, pointer: string): Shares | undefined {
    if (target === undefined) return undefined
    const isShare =
      !('zone' in target) && (target.of === 'functionalThresholdPower' || target.of === 'runningThresholdPower')
    if (isShare && 'ramp' in target) return { low: target.ramp[0], high: target.ramp[1], isRamp: true }
    if (isShare && !('ramp' in target)) {
      const [low = target.to, high = low] = [target.from, target.to]
      if (low !== undefined && high !== undefined) return { low, high, isRamp: false }
    }
    this.faults.push({ pointer: `${pointer}/target`, message: 'is no share of the threshold power' })
    return undefined
  }

  #messages({ messages = [] }: Step): readonly string[] {
    return messages.map(
      ({ after, text }) => `      <textevent${attributesText({ timeoffset: after, message: text })}/>`,
    )
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
