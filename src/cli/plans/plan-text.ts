import { quantityType } from '../../health/type.js'
import { lengthOf, type PlanLength } from '../../plans/length.js'
import type { Plan, PlanNode, Step, StepAlert, StepEnd, Target, ZoneTarget } from '../../plans/plan.js'
import { clockTime, kilometres } from '../text/output.js'
import { words } from '../text/words.js'

const kinds = { warmup: 'warm-up', work: 'work', recover: 'recover', cooldown: 'cool-down' } as const
const kindWidth = Math.max(...Object.values(kinds).map(({ length }) => length))

const percent = (share: number): string => `${Number((share * 100).toFixed(1))}`

const metres = (value: number): string => (value < 1_000 ? `${value} m` : kilometres(value))

const heartRateText = (end: Extract<StepEnd, { by: `heartRate${string}` }>): string => {
  const limit = end.of === undefined ? `${end.value} bpm` : `${percent(end.value)} % of ${words(end.of)}`
  return `until heart rate is ${end.by === 'heartRateAbove' ? 'above' : 'below'} ${limit}`
}

/** When a step ends. */
const endText = (end: StepEnd): string => {
  if (end.by === 'heartRateAbove' || end.by === 'heartRateBelow') return heartRateText(end)
  if (end.by === 'lap') return 'until the lap button'
  if (end.by === 'open') return 'until `next`'
  if (end.by === 'time') return clockTime(end.value)
  return end.by === 'distance' ? metres(end.value) : `${end.value} kcal`
}

const range = (from: string | undefined, to: string | undefined): string => {
  if (from === undefined) return `under ${to}`
  if (to === undefined) return `over ${from}`
  return from === to ? from : `${from}–${to}`
}

const numbersText = (target: Exclude<Target, ZoneTarget>, shown: (value: number) => string): string => {
  if ('ramp' in target) return target.ramp.map(shown).join(' to ')
  if ('threshold' in target) return shown(target.threshold)
  const [from, to] = [target.from, target.to].map((border) => (border === undefined ? undefined : shown(border)))
  return range(from, to)
}

/** What a step asks for. */
const targetText = (target: Target): string => {
  const name = words(target.type)
  if ('zone' in target) return `${name} in zone ${target.zone}`
  const { of, unit = quantityType(target.type).unit } = target
  const shown = (value: number) => (of === undefined ? String(value) : percent(value))
  const numbers = numbersText(target, shown)
  return `${name} ${numbers} ${of === undefined ? unit : `% of ${words(of)}`}`
}

const alertText = ({ after, metric = 'current' }: StepAlert): string =>
  `alert ${metric === 'average' ? 'by the average ' : ''}after ${after} s`

const stepText = ({ kind, name, end, target, secondaryTarget, alert, messages = [] }: Step): string =>
  [
    `${kinds[kind].padEnd(kindWidth)}  ${endText(end)}`,
    ...(name === undefined ? [] : [name]),
    ...(target === undefined ? [] : [targetText(target)]),
    ...(secondaryTarget === undefined ? [] : [targetText(secondaryTarget)]),
    ...(alert === undefined ? [] : [alertText(alert)]),
    ...(messages.length === 0 ? [] : [`${messages.length} ${messages.length === 1 ? 'message' : 'messages'}`]),
  ].join(', ')

const nodeLines = (node: PlanNode): readonly string[] =>
  node.kind === 'repeat'
    ? [`${node.times} ×`, ...node.steps.flatMap(nodeLines).map((line) => `  ${line}`)]
    : [stepText(node)]

/** How long a plan is, as far as that is known. */
export const lengthText = ({ duration, distance, isOpen }: Omit<PlanLength, 'steps'>): string => {
  const parts = [...(duration > 0 ? [clockTime(duration)] : []), ...(distance > 0 ? [metres(distance)] : [])]
  return [...parts, ...(isOpen ? ['steps without a length'] : [])].join(' + ')
}

/** A plan as the terminal shows it: what it is, how long, and its steps. */
export const planText = (plan: Plan): string => {
  const { id, name, description, activityType, location } = plan
  const length = lengthOf(plan)
  return [
    `${name}${id === undefined ? '' : ` (${id})`}`,
    [words(activityType), ...(location === undefined ? [] : [location])].join(', '),
    ...(description === undefined ? [] : [description]),
    '',
    ...plan.steps.flatMap(nodeLines).map((line) => `  ${line}`),
    '',
    `${length.steps} ${length.steps === 1 ? 'step' : 'steps'}, ${lengthText(length)}`,
    '',
  ].join('\n')
}
