import { type Form, reject, rejectUnknown } from '../rules/form.js'
import { factNames, readFacts } from '../rules/sample-facts.js'
import type { Reading } from '../sample.js'
import { parseInstant } from '../time.js'
import type { SingleType } from '../type.js'
import { type Heartbeat, heartbeatsMax } from './heartbeat.js'
import { readNumber, readObjects, readTruth } from './member-rules.js'

const names: ReadonlySet<string> = new Set([...factNames, 'beats'])
const beatNames: ReadonlySet<string> = new Set(['timeSinceStart', 'precededByGap'])

function readBeat(form: Form): Heartbeat | undefined {
  rejectUnknown(form, beatNames)
  const timeSinceStart = readNumber(form, 'timeSinceStart', { above: 0 })
  const precededByGap = readTruth(form, 'precededByGap', false)
  return timeSinceStart === undefined || precededByGap === undefined ? undefined : { timeSinceStart, precededByGap }
}

function readBeats(form: Form): readonly Heartbeat[] | undefined {
  const beats = readObjects(form, { name: 'beats', least: 1, most: heartbeatsMax }, readBeat)
  if (beats === undefined || areRising(beats)) return beats
  return reject(form, 'beats', 'are not one after the other')
}

/** Whether every beat comes after the one before it. */
export const areRising = (beats: readonly Heartbeat[]): boolean =>
  beats.every(({ timeSinceStart }, index) => timeSinceStart > (beats[index - 1]?.timeSinceStart ?? 0))

/** When the last beat was, ms after the start, rounded down and up: instants are whole milliseconds. */
const lastBeat = (beats: readonly Heartbeat[], round: (ms: number) => number): number =>
  round((beats.at(-1)?.timeSinceStart ?? 0) * 1_000)

/** When a series that does not say its end ends: with its last beat. */
export const endOfBeats = (start: number, beats: readonly Heartbeat[]): number => start + lastBeat(beats, Math.ceil)

/** Whether all beats are before the end of their series. */
export const beatsFit = (beats: readonly Heartbeat[], start: number, end: number): boolean =>
  start + lastBeat(beats, Math.floor) <= end

/** Beats of the heart with their times since the start. Semantics § 8.1. */
export function readHeartbeatSeries(form: Form, type: SingleType<'heartbeatSeries'>) {
  rejectUnknown(form, names)
  const beats = readBeats(form)
  const start = parseInstant(form.members.start)
  const end = beats === undefined || start === undefined ? start : endOfBeats(start, beats)
  const facts = readFacts(form, type, { end })
  if (facts === undefined || beats === undefined) return undefined
  if (!beatsFit(beats, facts.start, facts.end)) reject(form, 'end', 'is before the last beat')
  return { kind: 'heartbeatSeries', type: 'heartbeatSeries', beats, ...facts } as const satisfies Reading
}
