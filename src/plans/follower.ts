import type { Span } from '../health/clock.js'
import type { PlanAlert, PlanOutline, PlanProgress, PlanRecord, StepRecord } from '../health/exercise/followed-plan.js'
import { type TimedWorkout, timerSpans, timerTime } from '../health/exercise/timer.js'
import type { QuantityTypeName } from '../health/type.js'
import { alertOf, averagesIn } from './alert.js'
import { type Course, pressesIn, type StepSpan, stepSpan } from './borders.js'
import { amountIn, type Fact, Facts, partsIn } from './facts.js'
import { namesOf, outlined } from './outline.js'
import { type Plan, type Step, type Target, type UnrolledStep, unroll } from './plan.js'
import { restOf } from './rest.js'
import { type Form, type ResolvedTarget, resolveTarget, typesOf } from './target.js'

/** A plan, and what its numbers refer to. */
export interface PlanToFollow {
  readonly plan: Plan
  readonly form: Form
  readonly distanceType: QuantityTypeName
}

const targetsOf = ({ target, secondaryTarget }: Step): readonly Target[] =>
  [target, secondaryTarget].filter((each) => each !== undefined)

/** What of the person a target's numbers refer to. */
const referenceOf = (target: Target): string => ('zone' in target ? 'such zone' : (target.of ?? 'figure'))

const typesIn = (steps: readonly UnrolledStep[], distanceType: QuantityTypeName): ReadonlySet<QuantityTypeName> =>
  new Set([distanceType, 'activeEnergyBurned', ...steps.flatMap(({ step }) => typesOf(step))])

/**
 * The course of a workout through its plan. It is a function of the facts and the events alone: the order and the
 * batches in which they came make no difference.
 */
export class PlanFollower {
  readonly #plan: Plan
  readonly #steps: readonly UnrolledStep[]
  readonly #targets: ReadonlyMap<Target, ResolvedTarget | undefined>
  readonly #types: ReadonlySet<QuantityTypeName>
  #course: Course
  #start: number
  #done: StepSpan[] = []

  constructor({ plan, form, distanceType }: PlanToFollow, workout: TimedWorkout) {
    this.#plan = plan
    this.#steps = unroll(plan)
    this.#types = typesIn(this.#steps, distanceType)
    const targets = this.#steps.flatMap(({ step }) => targetsOf(step))
    this.#targets = new Map(targets.map((target) => [target, resolveTarget(target, form)]))
    this.#start = workout.start
    this.#course = { facts: new Facts(this.#types), form, distanceType, spans: [], presses: [] }
    this.revise(workout)
  }

  /** Takes over the workout's events. */
  revise(workout: TimedWorkout): void {
    this.#start = workout.start
    this.#course = { ...this.#course, spans: timerSpans(workout), presses: pressesIn(workout.events) }
    this.#done = []
  }

  /** Takes a value that held, or an amount that came, over timer time. */
  add(type: QuantityTypeName, fact: Fact): void {
    this.#course.facts.add(type, fact)
  }

  /** The spans of the steps that are over at an instant, one after the other. */
  spans(at: number): readonly StepSpan[] {
    const changed = this.#course.facts.takeChange()
    this.#done = this.#done.filter(({ end }) => end < changed && end <= at)
    for (const { step } of this.#steps.slice(this.#done.length)) {
      const span = stepSpan(this.#course, step.end, { start: this.#done.at(-1)?.end ?? this.#start, end: at })
      if (span === undefined) break
      this.#done.push(span)
    }
    return this.#done
  }

  /** What is to be done. */
  get outline(): PlanOutline {
    return { ...this.#name, steps: this.#steps.map((each) => outlined(each, this.#course.form)) }
  }

  /** How far it is at an instant. */
  progress(at: number): PlanProgress {
    const done = this.spans(at)
    const present = this.#steps[done.length]
    const plan = { ...this.#name, steps: this.#steps.length }
    if (present === undefined) return plan
    const next = this.#steps[done.length + 1]
    const span = { start: done.at(-1)?.end ?? this.#start, end: at }
    return {
      ...{ ...plan, step: done.length + 1, present: namesOf(present) },
      ...this.#within(present.step, span),
      ...(next && { next: outlined(next, this.#course.form) }),
    }
  }

  /** How it went, for a workout that ends at an instant. */
  record(end: number): PlanRecord {
    const done = this.spans(end)
    const steps = this.#steps.map((each, index): StepRecord => {
      const start = index === 0 ? this.#start : done[index - 1]?.end
      const span = done[index]
      const names = namesOf(each)
      if (start === undefined) return { ...names, outcome: 'unfinished' }
      return {
        ...names,
        outcome: span?.outcome ?? 'unfinished',
        ...this.#figures(each.step, { start, end: span?.end ?? end }),
      }
    })
    return { ...this.#name, steps }
  }

  get #name() {
    const { id, name } = this.#plan
    return { ...(id !== undefined && { id }), name }
  }

  #elapsed(span: Span): number {
    return timerTime(this.#course.spans, span) / 1_000
  }

  // Of a step without a time there is nothing to be a share of.
  #share(step: Step, span: Span): number {
    return step.end.by === 'time' ? this.#elapsed(span) / step.end.value : 0
  }

  #within(step: Step, span: Span): Partial<PlanProgress> {
    const elapsed = this.#elapsed(span)
    const [target, secondary] = [this.#resolved(step.target), this.#resolved(step.secondaryTarget)]
    const missing = targetsOf(step).find((each) => this.#resolved(each) === undefined)
    const message = step.messages?.findLast(({ after }) => after <= elapsed)?.text
    const left = restOf(this.#course, step.end, { ...span, elapsed })
    const alert = this.#alert(step, span)
    return {
      ...(target && { target: target.at(this.#share(step, span)) }),
      ...(secondary && { secondaryTarget: secondary.at(this.#share(step, span)) }),
      ...(missing && { unavailable: `no ${referenceOf(missing)} is known` }),
      ...(left && { left }),
      ...(message !== undefined && { message }),
      ...(alert && { alert }),
    }
  }

  #resolved(target: Target | undefined): ResolvedTarget | undefined {
    return target && this.#targets.get(target)
  }

  #alert(step: Step, span: Span): PlanAlert | undefined {
    if (step.alert === undefined) return undefined
    for (const each of targetsOf(step)) {
      const target = this.#resolved(each)
      const alert = target && this.#missed(step, span, target)
      if (alert !== undefined) return alert
    }
    return undefined
  }

  #missed({ alert, ...step }: Step, span: Span, target: ResolvedTarget): PlanAlert | undefined {
    const side = (fact: Fact) => target.side(fact.value, this.#share(step, { start: span.start, end: fact.start }))
    const values = this.#course.facts.of(target.type)
    const missed = alertOf(alert?.metric === 'average' ? averagesIn(values, span) : values, span, side)
    if (missed === undefined || missed.until - missed.since < (alert?.after ?? 0) * 1_000) return undefined
    return { type: target.type, side: missed.side, since: missed.since }
  }

  #figures(step: Step, span: Span): Partial<StepRecord> {
    const { facts, distanceType } = this.#course
    const distance = facts.of(distanceType)
    const energy = facts.of('activeEnergyBurned')
    const [target, secondary] = [this.#resolved(step.target), this.#resolved(step.secondaryTarget)]
    return {
      ...span,
      elapsed: this.#elapsed(span),
      ...(distance.length > 0 && { distance: amountIn(distance, span) }),
      ...(energy.length > 0 && { energy: amountIn(energy, span) }),
      ...(target && { target: target.at(0), timeInTarget: this.#timeIn(step, target, span) }),
      ...(secondary && {
        secondaryTarget: secondary.at(0),
        timeInSecondaryTarget: this.#timeIn(step, secondary, span),
      }),
      averages: this.#averages(span),
    }
  }

  #timeIn(step: Step, target: ResolvedTarget, span: Span): number {
    let milliseconds = 0
    for (const [{ value, start, end }] of partsIn(this.#course.facts.of(target.type), span)) {
      const middle = { start: span.start, end: (start + end) / 2 }
      if (target.side(value, this.#share(step, middle)) === 0) milliseconds += end - start
    }
    return milliseconds / 1_000
  }

  #averages(span: Span): NonNullable<StepRecord['averages']> {
    const { facts, distanceType } = this.#course
    const types = [...this.#types].filter((type) => type !== distanceType && type !== 'activeEnergyBurned')
    return Object.fromEntries(types.flatMap((type) => averageOf(type, facts, span)))
  }
}

const averageOf = (type: QuantityTypeName, facts: Facts, span: Span): readonly (readonly [string, number])[] => {
  let [sum, time] = [0, 0]
  for (const [{ value, start, end }] of partsIn(facts.of(type), span)) {
    sum += value * (end - start)
    time += end - start
  }
  return time === 0 ? [] : [[type, sum / time]]
}
