import { expect } from 'vitest'
import type { Span } from '../../../src/health/clock.js'
import { HealthError } from '../../../src/health/error.js'
import type { QuantityTypeName } from '../../../src/health/type.js'
import { amount, type Bench, reading, ride, start } from '../begin.js'
import type { Known } from './record-checks.js'
import type { Reading, Wish } from './reference.js'
import { partSeconds, type Step } from './ride-model.js'

/** What was told, and not refused. */
export interface Told {
  readonly motion: Set<string>
  readonly wishes: Wish[]
}

// What the state refuses changes nothing; everything else must not be refused.
const isRefusal = (error: unknown): boolean => {
  if (!(error instanceof HealthError) || !['invalidTransition', 'invalidArgument'].includes(error.code)) throw error
  return true
}

/** Whether it was taken. */
export const taken = (sent: Promise<unknown>): Promise<boolean> =>
  sent.then(
    () => true,
    (error) => !isRefusal(error),
  )

const measured = async ({ store }: Bench, type: QuantityTypeName): Promise<readonly (Reading & Span)[]> => {
  const { items } = await store.samples('me', { types: [type] })
  return items.flatMap((sample) => {
    if (sample.kind !== 'quantity') return []
    const { start, end, value } = sample
    return [{ at: start, start, end, value }]
  })
}

export const at = (second: number): number => start + second * 1_000

const measure = async (bench: Bench, type: QuantityTypeName, [second, value]: readonly [number, number]) => {
  if (!(await measured(bench, type)).some((known) => known.at === at(second)))
    await bench.save([reading(type, second, value)])
}

const cover = async (bench: Bench, part: number, metres: number): Promise<void> => {
  const span = [part * partSeconds, (part + 1) * partSeconds] as const
  if (!(await measured(bench, 'distanceCycling')).some((known) => known.at === at(span[0])))
    await bench.save([amount('distanceCycling', span, metres)])
}

type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>

export const whenOf = (bench: Bench, second: number | undefined): number =>
  second === undefined ? bench.sessions.presentOf('me') : at(second)

const ask = async (bench: Bench, told: Told, { event, second }: StepOf<'ask'>): Promise<void> => {
  const when = whenOf(bench, second)
  const isTaken = await taken(bench.sessions.send('me', { event, at: when }))
  if (isTaken && event.startsWith('motion')) told.motion.add(`${event} ${when}`)
}

const mark = async ({ sessions }: Bench, { event, second, seconds }: StepOf<'span'>): Promise<void> => {
  await taken(sessions.send('me', { event, at: at(second), end: at(second + seconds) }))
}

// What is wanted of a workout that is only prepared is wanted from its start on.
const collect = async (bench: Bench, told: Told, { isOn, second }: StepOf<'collect'>): Promise<void> => {
  const when = whenOf(bench, second)
  const isPrepared = bench.sessions.active('me')?.state === 'prepared'
  const event = { event: 'collect', at: when, collect: { heartRate: isOn } } as const
  if (await taken(bench.sessions.send('me', event))) told.wishes.push({ at: isPrepared ? 0 : when, isOn })
}

const takeOver = async ({ sessions }: Bench): Promise<void> => {
  const { recorder } = await sessions.start('me', { ...ride, source: 'phone', takeOver: true })
  expect(recorder).toBe('phone')
}

/** Lets one thing befall the session. */
export const take = async (bench: Bench, told: Told, step: Step): Promise<void> => {
  if (step.kind === 'crash') return bench.restart()
  if (step.kind === 'takeOver') return takeOver(bench)
  if (step.kind === 'measure') return measure(bench, 'heartRate', [step.second, step.heartRate])
  if (step.kind === 'move') return measure(bench, 'cyclingSpeed', [step.second, step.speed])
  if (step.kind === 'cover') return cover(bench, step.part, step.metres)
  if (step.kind === 'ask') return ask(bench, told, step)
  if (step.kind === 'span') return mark(bench, step)
  if (step.kind === 'collect') return collect(bench, told, step)
  bench.clock.now += step.seconds * 1_000
  bench.sessions.check()
}

/** What a record is held against. */
export const knownOf = async (bench: Bench, { motion, wishes }: Told): Promise<Known> => ({
  heartRates: await measured(bench, 'heartRate'),
  speeds: await measured(bench, 'cyclingSpeed'),
  distances: await measured(bench, 'distanceCycling'),
  wishes,
  motion: [...motion],
})
