import type { Span } from '../health/clock.js'
import type { PlanAlert, PlanOutline, PlanProgress, PlanRecord, StepRecord } from '../health/exercise/followed-plan.js'
import { type TimedWorkout, timerSpans } from '../health/exercise/timer.js'
import type { QuantityTypeName } from '../health/type.js'
import { type Course, pressesIn, type StepSpan, stepSpan } from './borders.js'
import type { Carried } from './carried.js'
import { type Fact, Facts } from './facts.js'
import { namesOf, outlined } from './outline.js'
import { type Plan, type Step, type Target, type UnrolledStep, unroll } from './plan.js'
import { restOf } from './rest.js'
import { amountOf, elapsedIn, metIn, missedIn, type StepCourse, shareOf, weightOf } from './step-figures.js'
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

/** What goes on when all steps are over. */
const pastAll: Step = { kind: 'cooldown', end: { by: 'open' } }

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
  /** The records of the first steps, whose facts are let go. */
  #settled: StepRecord[] = []
  #isLate = false

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
    this.#done = this.#done.slice(0, this.#settled.length)
  }

  /** Takes a value that held, or an amount that came, over timer time. */
  add(type: QuantityTypeName, fact: Fact): void {
    const { facts, carried } = this.#course
    if (carried && fact.start < carried.until) this.#isLate = true
    if (carried && fact.end <= carried.until) return
    facts.add(type, fact)
    if (facts.isFull) this.#settle(facts.forgettable)
  }

  /** Whether something came since this was last asked that belongs where steps are settled: they would be other ones. */
  takeLateness(): boolean {
    const wasLate = this.#isLate
    this.#isLate = false
    return wasLate
  }

  /** The spans of the steps that are over at an instant, one after the other. */
  spans(at: number): readonly StepSpan[] {
    const changed = this.#course.facts.takeChange()
    this.#done = this.#done.filter(({ end }, index) => index < this.#settled.length || (end < changed && end <= at))
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
    this.spans(end)
    const steps = this.#steps.map((each, index) => this.#settled[index] ?? this.#recordOf(each, index, end))
    return { ...this.#name, steps }
  }

  get #name() {
    const { id, name } = this.#plan
    return { ...(id !== undefined && { id }), name }
  }

  #within(step: Step, span: Span): Partial<PlanProgress> {
    const course = { course: this.#course, step, ...span }
    const elapsed = elapsedIn(this.#course, span)
    const share = shareOf(course, span.end)
    const [target, secondary] = [this.#resolved(step.target), this.#resolved(step.secondaryTarget)]
    const missing = targetsOf(step).find((each) => this.#resolved(each) === undefined)
    const message = step.messages?.findLast(({ after }) => after <= elapsed)?.text
    const left = restOf(this.#course, step.end, { ...span, elapsed })
    const alert = this.#alert(course)
    return {
      ...(target && { target: target.at(share) }),
      ...(secondary && { secondaryTarget: secondary.at(share) }),
      ...(missing && { unavailable: `no ${referenceOf(missing)} is known` }),
      ...(left && { left }),
      ...(message !== undefined && { message }),
      ...(alert && { alert }),
    }
  }

  #resolved(target: Target | undefined): ResolvedTarget | undefined {
    return target && this.#targets.get(target)
  }

  #alert(course: StepCourse): PlanAlert | undefined {
    if (course.step.alert === undefined) return undefined
    for (const each of targetsOf(course.step)) {
      const target = this.#resolved(each)
      const alert = target && this.#missed(course, target)
      if (alert !== undefined) return alert
    }
    return undefined
  }

  #missed(course: StepCourse, target: ResolvedTarget): PlanAlert | undefined {
    const missed = missedIn(course, target)
    const after = (course.step.alert?.after ?? 0) * 1_000
    if (missed === undefined || missed.until - missed.since < after) return undefined
    return { type: target.type, side: missed.side, since: missed.since }
  }

  #recordOf(each: UnrolledStep, index: number, end: number): StepRecord {
    const start = index === 0 ? this.#start : this.#done[index - 1]?.end
    const span = this.#done[index]
    const names = namesOf(each)
    if (start === undefined) return { ...names, outcome: 'unfinished' }
    return {
      ...names,
      outcome: span?.outcome ?? 'unfinished',
      ...this.#figures({ course: this.#course, step: each.step, start, end: span?.end ?? end }),
    }
  }

  #figures(step: StepCourse): Partial<StepRecord> {
    const { course, start, end } = step
    const amount = (type: QuantityTypeName) => (course.facts.has(type) ? amountOf(course, type, step) : undefined)
    const [distance, energy] = [amount(course.distanceType), amount('activeEnergyBurned')]
    const [target, secondary] = [this.#resolved(step.step.target), this.#resolved(step.step.secondaryTarget)]
    return {
      ...{ start, end },
      elapsed: elapsedIn(course, step),
      ...(distance !== undefined && { distance }),
      ...(energy !== undefined && { energy }),
      ...(target && { target: target.at(0), timeInTarget: metIn(step, target) / 1_000 }),
      ...(secondary && { secondaryTarget: secondary.at(0), timeInSecondaryTarget: metIn(step, secondary) / 1_000 }),
      averages: this.#averages(step),
    }
  }

  #averages(step: StepCourse): NonNullable<StepRecord['averages']> {
    return Object.fromEntries(
      this.#weighed.flatMap((type) => {
        const { sum, time } = weightOf(step.course, type, step)
        return time === 0 ? [] : [[type, sum / time]]
      }),
    )
  }

  get #weighed(): readonly QuantityTypeName[] {
    const { distanceType } = this.#course
    return [...this.#types].filter((type) => type !== distanceType && type !== 'activeEnergyBurned')
  }

  /** Keeps what came up to an instant as figures, of the steps that are over and of the one that goes on. */
  #settle(until: number): void {
    if (until <= (this.#course.carried?.until ?? this.#start)) return
    const done = this.spans(until)
    const over = this.#steps.slice(this.#settled.length, done.length)
    this.#settled.push(...over.map((each, index) => this.#recordOf(each, this.#settled.length + index, until)))
    const start = done.at(-1)?.end ?? this.#start
    const step = this.#steps[done.length]?.step
    const carried = this.#carried({ course: this.#course, step: step ?? pastAll, start, end: until })
    this.#course = { ...this.#course, carried }
    this.#course.facts.forget(until)
  }

  #carried(step: StepCourse): Carried {
    const { course, start, end } = step
    const targets = targetsOf(step.step).flatMap((each) => this.#resolved(each) ?? [])
    const missed = targets.flatMap((each) => {
      const found = missedIn(step, each)
      return found === undefined ? [] : [[each.type, found] as const]
    })
    const amounts = [course.distanceType, 'activeEnergyBurned'] as const
    return {
      start,
      until: end,
      amounts: new Map(amounts.map((type) => [type, amountOf(course, type, step)])),
      weights: new Map(this.#weighed.map((type) => [type, weightOf(course, type, step)])),
      met: new Map(targets.map((each) => [each.type, metIn(step, each)])),
      missed: new Map(missed),
    }
  }
}
