import { FitWriter } from '@markw65/fit-file-writer'
import { fitSportOf } from '../../exchange/write/sports.js'
import { type Fault, invalidArgument } from '../../health/error.js'
import { quantityType } from '../../health/type.js'
import { convert, parseUnit } from '../../health/unit.js'
import type { Plan, PlanNode, Step, Target, ZoneTarget } from '../plan.js'
import {
  durationScale,
  type FitTarget,
  heartRateOffset,
  millimetresPerSecond,
  powerOffset,
  typeOf,
} from './fit-steps.js'
import { limitsOf } from './limits.js'

const textBytesMax = 200

/** Text for a writer that puts a character into a byte: UTF-8, cut between characters, closed by a zero. */
const fitText = (text: string): string => {
  let bytes = new TextEncoder().encode(text.replaceAll('\0', ''))
  while (bytes.length > textBytesMax) bytes = new TextEncoder().encode(new TextDecoder().decode(bytes).slice(0, -1))
  return `${String.fromCharCode(...bytes)}\0`
}

interface RawDuration {
  readonly duration_type: 'time' | 'distance' | 'hr_greater_than' | 'hr_less_than' | 'calories' | 'open'
  readonly duration_value?: number
}

const durationOf = ({ end }: Step): RawDuration => {
  if (end.by === 'lap' || end.by === 'open') return { duration_type: 'open' }
  if (end.by === 'heartRateAbove' || end.by === 'heartRateBelow') {
    const value = end.of === undefined ? end.value + heartRateOffset : end.value * heartRateOffset
    const duration_type = end.by === 'heartRateAbove' ? 'hr_greater_than' : 'hr_less_than'
    return { duration_type, duration_value: Math.round(value) }
  }
  if (end.by === 'energy') return { duration_type: 'calories', duration_value: Math.round(end.value) }
  return { duration_type: end.by, duration_value: Math.round(end.value * durationScale[end.by]) }
}

const fitTargets: readonly FitTarget[] = ['speed', 'heart_rate', 'cadence', 'power']

const rawOf = (name: FitTarget, target: Exclude<Target, ZoneTarget>): ((value: number) => number) => {
  if (target.of !== undefined) return (value) => Math.round(value * 100)
  const own = parseUnit(quantityType(target.type).unit)
  const unit = target.unit === undefined ? own : parseUnit(target.unit)
  const canonical = (value: number) => convert(value, unit, own)
  if (name === 'speed') return (value) => Math.round(canonical(value) * millimetresPerSecond)
  if (name === 'heart_rate') return (value) => Math.round(canonical(value)) + heartRateOffset
  if (name === 'power') return (value) => Math.round(canonical(value)) + powerOffset
  return (value) => Math.round(canonical(value))
}

/** Targets that a device may hold against the average of the lap, which a step is. */
const lapTargets = { speed: 'speed_lap', heart_rate: 'heart_rate_lap', power: 'power_lap', cadence: 'cadence' } as const

interface RawTarget {
  readonly type: FitTarget | (typeof lapTargets)[FitTarget]
  readonly value: number
  readonly low?: number | undefined
  readonly high?: number | undefined
}

const rawTarget = (name: FitTarget, target: Target, isAverage: boolean): RawTarget => {
  const type = isAverage ? lapTargets[name] : name
  if ('zone' in target) return { type, value: target.zone }
  const raw = rawOf(name, target)
  const [low, high] = limitsOf(target).map((border) => (border === undefined ? undefined : raw(border)))
  return { type, value: 0, low, high }
}

const firstFields = ({ type, value, low, high }: RawTarget) => ({
  target_type: type,
  target_value: value,
  ...(low !== undefined && { custom_target_value_low: low }),
  ...(high !== undefined && { custom_target_value_high: high }),
})

const secondFields = ({ type, value, low, high }: RawTarget) => ({
  secondary_target_type: type,
  secondary_target_value: value,
  ...(low !== undefined && { secondary_custom_target_value_low: low }),
  ...(high !== undefined && { secondary_custom_target_value_high: high }),
})

const intensities = { warmup: 'warmup', work: 'active', recover: 'rest', cooldown: 'cooldown' } as const

/** Writes the messages of one plan's steps, and gathers what FIT has no word for. */
class FitPlanFile {
  readonly faults: Fault[] = []
  readonly #plan: Plan
  readonly #writer = new FitWriter({ noCompressedTimestamps: true })
  readonly #steps: (() => void)[] = []

  constructor(plan: Plan) {
    this.#plan = plan
    this.#nodes(plan.steps, '/steps')
  }

  bytes(createdAt: number): Uint8Array {
    const { name, description, activityType, location = 'unknown' } = this.#plan
    this.#writer.writeMessage('file_id', {
      type: 'workout',
      manufacturer: 'development',
      product: 0,
      serial_number: 1,
      time_created: this.#writer.time(new Date(createdAt)),
    })
    this.#writer.writeMessage('workout', {
      ...fitSportOf(activityType, location),
      num_valid_steps: this.#steps.length,
      wkt_name: fitText(name),
      ...(description !== undefined && { wkt_description: fitText(description) }),
    })
    for (const write of this.#steps) write()
    const view = this.#writer.finish()
    return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  }

  #nodes(nodes: readonly PlanNode[], pointer: string): void {
    for (const [index, node] of nodes.entries())
      if (node.kind === 'repeat') this.#repeat(node, `${pointer}/${index}`)
      else this.#step(node, `${pointer}/${index}`)
  }

  #repeat({ times, steps }: Extract<PlanNode, { kind: 'repeat' }>, pointer: string): void {
    const first = this.#steps.length
    this.#nodes(steps, `${pointer}/steps`)
    const value = this.#steps.length
    this.#steps.push(() =>
      this.#writer.writeMessage('workout_step', {
        message_index: { value },
        duration_type: 'repeat_until_steps_cmplt',
        duration_value: first,
        target_value: times,
      }),
    )
  }

  #step(step: Step, pointer: string): void {
    const value = this.#steps.length
    const notes = step.messages?.[0]?.text
    const fields = {
      message_index: { value },
      ...(step.name !== undefined && { wkt_step_name: fitText(step.name) }),
      ...durationOf(step),
      ...this.#targets(step, pointer),
      intensity: intensities[step.kind],
      ...(notes !== undefined && { notes: fitText(notes) }),
    }
    this.#steps.push(() => this.#writer.writeMessage('workout_step', fields))
  }

  #targets(step: Step, pointer: string) {
    const [first, second] = [this.#target(step, 'target', pointer), this.#target(step, 'secondaryTarget', pointer)]
    if (first === undefined) return { target_type: 'open' } as const
    return { ...firstFields(first), ...(second && secondFields(second)) }
  }

  #target(step: Step, member: 'target' | 'secondaryTarget', pointer: string): RawTarget | undefined {
    const target = step[member]
    if (target === undefined) return undefined
    const name = fitTargets.find((each) => typeOf(each, this.#plan.activityType) === target.type)
    if (name !== undefined) return rawTarget(name, target, step.alert?.metric === 'average')
    this.faults.push({ pointer: `${pointer}/${member}/type`, message: 'is no target of a FIT workout in this sport' })
    return undefined
  }
}

/**
 * A plan as a FIT workout file. A ramp becomes the range that it runs through; an open end becomes the lap button. Throws
 * `invalidArgument`, with a pointer to each, for targets that FIT does not know.
 *
 * @param createdAt Epoch ms.
 */
export const writeFitPlan = (plan: Plan, createdAt: number): Uint8Array => {
  const file = new FitPlanFile(plan)
  if (file.faults.length > 0) throw invalidArgument('a FIT file cannot hold this plan', file.faults)
  return file.bytes(createdAt)
}
