import { clockTime, columnLines, kilometres } from './output.js'
import type {
  OutlineStepFields,
  PlanProgressFields,
  PlanRecordFields,
  StepNameFields,
  StepRecordFields,
  TargetFields,
} from './plan-fields.js'
import { rangeText, typeText } from './range-text.js'
import { words } from './words.js'

const kinds: Readonly<Record<string, string>> = { warmup: 'warm-up', recover: 'recovery', cooldown: 'cool-down' }

/** A step's own name, else what it is done for, with the how-manieth time it is. */
export const stepTitle = ({ kind, name, repetition }: StepNameFields): string =>
  `${name ?? (Object.hasOwn(kinds, kind) ? kinds[kind] : kind)}${repetition === undefined ? '' : ` ${repetition}`}`

const amountText = (by: string, value: number): string => {
  if (by === 'time') return clockTime(Math.ceil(value))
  if (by === 'distance') return value < 1_000 ? `${Math.ceil(value)} m` : kilometres(value)
  return `${Math.ceil(value)} ${by === 'energy' ? 'kcal' : 'bpm'}`
}

const endText = ({ by, value }: OutlineStepFields['end']): string => {
  if (by === 'lap') return 'until the next lap'
  if (by === 'open') return 'until `vitald workout next`'
  if (value === undefined) return ''
  if (by === 'heartRateAbove') return `until over ${Math.round(value)} bpm`
  return by === 'heartRateBelow' ? `until under ${Math.round(value)} bpm` : amountText(by, value)
}

const targetText = (target: TargetFields | undefined): string => (target ? rangeText(target.type, target) : '')

const joined = (parts: readonly string[], by: string): string => parts.filter((part) => part !== '').join(by)

/** What a plan's present is told with. */
export interface PlanPresent {
  /** The value of a type now; undefined while there is none. */
  readonly now: (type: string) => number | undefined
  /** Seconds that the timer has run on since the plan was told. */
  readonly since: number
  /** The instant that the plan was told of, epoch ms. */
  readonly at: number
}

const leftText = ({ left, present }: PlanProgressFields, since: number): string => {
  if (present === undefined) return ''
  if (left === undefined) return 'ends by a press'
  return `${amountText(left.by, Math.max(0, left.by === 'time' ? left.value - since : left.value))} left`
}

const oneAgainstText = (target: TargetFields, { now }: PlanPresent): string =>
  `target ${targetText(target)}, now ${typeText(target.type, now(target.type))}`

const againstText = ({ target, secondaryTarget, unavailable }: PlanProgressFields, present: PlanPresent): string =>
  joined(
    [
      target ? oneAgainstText(target, present) : '',
      secondaryTarget ? oneAgainstText(secondaryTarget, present) : '',
      unavailable === undefined ? '' : `no target: ${unavailable}`,
    ],
    '  ',
  )

/** That the target is missed, and for how long. */
export const alertText = ({ alert, secondaryTarget }: PlanProgressFields, { at }: Pick<PlanPresent, 'at'>): string => {
  if (alert === undefined) return ''
  const which = secondaryTarget && alert.type !== undefined ? ` of ${words(alert.type)}` : ''
  return `${alert.side} the target${which} for ${clockTime((at - Date.parse(alert.since)) / 1_000)}`
}

/** The present step of a plan, what is left of it, its target, what comes next: a line each. */
export function planLines(plan: PlanProgressFields, present: PlanPresent): readonly string[] {
  const { name, step, steps, message, next } = plan
  const head = plan.present ? `step ${step} of ${steps}: ${stepTitle(plan.present)}` : 'all steps done'
  const coming = next && joined([stepTitle(next), endText(next.end), targetText(next.target)], ', ')
  return [
    joined([name, head, message ?? ''], '  '),
    joined([leftText(plan, present.since), againstText(plan, present)], '  '),
    coming === undefined ? '' : `next: ${coming}`,
  ].filter((line) => line !== '')
}

const averageText = ({ target, averages }: StepRecordFields): string => {
  const value = target && averages?.[target.type]
  return target === undefined || value === undefined ? '' : `average ${typeText(target.type, value)}`
}

const shareText = ({ elapsed, timeInTarget }: StepRecordFields): string =>
  timeInTarget === undefined || !elapsed
    ? ''
    : `in target ${clockTime(timeInTarget)} (${Math.round((100 * timeInTarget) / elapsed)} %)`

/** How each step of a plan went: a line each, columns aligned. */
export const planRecordLines = ({ steps }: PlanRecordFields): readonly string[] =>
  columnLines(
    steps.map((step, index) => [
      String(index + 1),
      stepTitle(step),
      step.outcome,
      step.elapsed === undefined ? '–' : clockTime(step.elapsed),
      kilometres(step.distance),
      targetText(step.target),
      averageText(step),
      shareText(step),
    ]),
    [0, 3, 4],
  )
