import { type Heartbeat, heartbeatsMax } from '../../health/kinds/heartbeat.js'
import { areRising, endOfBeats } from '../../health/kinds/heartbeat-rules.js'
import type { Reading } from '../../health/sample.js'
import type { XmlElement } from './document/element-parser.js'
import type { Refuse } from './refuse.js'
import { parseDecimal } from './values/decimal.js'

type HeartbeatSeries = Extract<Reading, { kind: 'heartbeatSeries' }>
type Measured = Pick<Reading, 'start' | 'end' | 'timeZone'>

/** `6:14:48.94 PM`, `18.14.48,94`: minutes, seconds and hundredths stand in this order in every language. */
const timePattern = /^\D*\d{1,2}[:.](\d{2})[:.](\d{2}(?:[.,]\d{1,3})?)(?:\D*)$/

/**
 * Zones differ by multiples of this, s. The times are of the day, in a zone that is not always that of the record's dates,
 * so only what remains of it is sure.
 */
const quarter = 900
/** Dates are whole seconds, cut off: a beat may be later than the end by less than one. */
const cutOff = 1
/** An interval may differ from that of its rate by so much, s, and by its rounding to whole beats a minute. */
const tolerance = 0.03

/** Seconds of a time of day within its quarter of an hour; NaN when it is none. */
function withinQuarter(text = ''): number {
  const [, minutes = '', seconds = ''] = timePattern.exec(text.trim()) ?? []
  return (
    ((parseDecimal(minutes) ?? Number.NaN) * 60 + (parseDecimal(seconds.replace(',', '.')) ?? Number.NaN)) % quarter
  )
}

/** Whether beats were missed: the interval is not the one that its rate, in whole beats a minute, tells of. */
function isGap(interval: number, rate: number | undefined): boolean {
  if (rate === undefined || rate < 1) return true
  const shortest = 60 / (rate + 0.5) - tolerance
  return interval < shortest || interval > 60 / (rate - 0.5) + tolerance
}

/** A beat as it is written: seconds since the start, and beats a minute. */
interface WrittenBeat {
  readonly time: number
  readonly rate: number | undefined
}

function writtenBeats(elements: readonly XmlElement[], start: number): readonly WrittenBeat[] {
  const from = (start / 1_000) % quarter
  const beats = elements.map(({ attributes }) => {
    const time = (withinQuarter(attributes.time) - from + quarter) % quarter
    return { time: Math.round(time * 1_000) / 1_000, rate: parseDecimal(attributes.bpm) }
  })
  // A beat of the start itself has no interval.
  return beats[0]?.time === 0 ? beats.slice(1) : beats
}

function beatsOf(elements: readonly XmlElement[], { start, end }: Measured): readonly Heartbeat[] | undefined {
  const written = writtenBeats(elements, start)
  const beats = written.map(({ time, rate }, at) => {
    const before = written[at - 1]
    return { timeSinceStart: time, precededByGap: before !== undefined && isGap(time - before.time, rate) }
  })
  const isWithin = written.every(({ time }) => time <= (end - start) / 1_000 + cutOff)
  return isWithin && areRising(beats) && beats.length > 0 && beats.length <= heartbeatsMax ? beats : undefined
}

/**
 * The beats that a heart rate variability was computed of; undefined when the record has none, and refused when they do not
 * lie within it, one after the other.
 */
export function heartbeatSeries(children: readonly XmlElement[], of: Measured, refuse: Refuse) {
  const list = children.find(({ name }) => name === 'HeartRateVariabilityMetadataList')
  if (list === undefined) return undefined
  const { start, timeZone } = of
  const beats = beatsOf(list.children, of)
  if (beats === undefined) return refuse('badSamples', list.name)
  const end = Math.max(of.end, endOfBeats(start, beats))
  return {
    kind: 'heartbeatSeries',
    type: 'heartbeatSeries',
    start,
    end,
    timeZone,
    metadata: {},
    beats,
  } satisfies HeartbeatSeries
}
