import { SaxesParser } from 'saxes'
import { invalidArgument } from '../../health/error.js'
import type { Plan, PlanNode, RangeTarget, Step, StepEnd, StepKind, StepMessage } from '../plan.js'
import { parsePlan } from '../plan-schema.js'

const bytesMax = 1_000_000
const depthMax = 50
const textMax = 2_000

type Attributes = ReadonlyMap<string, string>
type Sport = 'cycling' | 'running'

const unreadable = (message: string) => invalidArgument(`the .zwo file ${message}`, [{ pointer: '', message }])

const numberOf = (attributes: Attributes, ...names: readonly string[]): number | undefined => {
  for (const name of names) {
    const value = Number(attributes.get(name) ?? Number.NaN)
    if (Number.isFinite(value)) return value
  }
  return undefined
}

const ofSport = {
  cycling: { type: 'cyclingPower', of: 'functionalThresholdPower' },
  running: { type: 'runningPower', of: 'runningThresholdPower' },
} as const

/** An element of a workout before the sport and the unit of lengths are known, which may stand behind it. */
interface Element {
  readonly name: string
  readonly attributes: Attributes
  readonly messages: StepMessage[]
}

class Elements {
  readonly #sport: Sport
  readonly #by: 'time' | 'distance'

  constructor(sport: Sport, by: 'time' | 'distance') {
    this.#sport = sport
    this.#by = by
  }

  /** What an element stands for; undefined for one that is no step. */
  node({ name, attributes, messages }: Element): PlanNode | undefined {
    const end = this.#end(numberOf(attributes, 'duration'))
    const said = messages.length > 0 ? { messages } : {}
    const of = (kind: StepKind, rest: Partial<Step> = {}): Step => ({ kind, end, ...rest, ...said })
    if (name === 'warmup') return of('warmup', this.#ramp(attributes))
    if (name === 'cooldown') return of('cooldown', this.#ramp(attributes))
    if (name === 'ramp') return of('work', this.#ramp(attributes))
    if (name === 'steadystate' || name === 'solidstate')
      return of('work', this.#range(attributes, ['power'], ['powerlow', 'powerhigh']))
    if (name === 'freeride' || name === 'maxeffort') return of('work')
    return name === 'intervalst' ? this.#intervals(attributes, said) : undefined
  }

  #end(value: number | undefined): StepEnd {
    return value === undefined || value <= 0 ? { by: 'lap' } : { by: this.#by, value }
  }

  #intervals(attributes: Attributes, said: Partial<Step>): PlanNode {
    const on = this.#range(attributes, ['onpower', 'poweron'], ['poweronlow', 'poweronhigh'])
    const off = this.#range(attributes, ['offpower', 'poweroff'], ['powerofflow', 'poweroffhigh'])
    return {
      kind: 'repeat',
      times: numberOf(attributes, 'repeat') ?? 1,
      steps: [
        { kind: 'work', end: this.#end(numberOf(attributes, 'onduration')), ...on, ...said },
        { kind: 'recover', end: this.#end(numberOf(attributes, 'offduration')), ...off },
      ],
    }
  }

  #range(
    attributes: Attributes,
    single: readonly string[],
    [low, high]: readonly [string, string],
  ): { readonly target?: RangeTarget } {
    const power = numberOf(attributes, ...single)
    const [one, other] = [numberOf(attributes, low) ?? power, numberOf(attributes, high) ?? power]
    if (one === undefined || other === undefined) return {}
    return { target: { ...ofSport[this.#sport], from: Math.min(one, other), to: Math.max(one, other) } }
  }

  // Only a time can be a ramp's whole.
  #ramp(attributes: Attributes): Pick<Step, 'target'> {
    const [from, to] = [numberOf(attributes, 'powerlow', 'power'), numberOf(attributes, 'powerhigh', 'power')]
    if (from === undefined || to === undefined) return {}
    if (this.#by === 'distance' || numberOf(attributes, 'duration') === undefined)
      return this.#range(attributes, ['power'], ['powerlow', 'powerhigh'])
    return { target: { ...ofSport[this.#sport], ramp: [from, to] } }
  }
}

/** Takes the elements of a file as they come. */
class ZwoDocument {
  readonly #path: string[] = []
  readonly #texts = new Map<string, string>()
  readonly #elements: Element[] = []

  open(name: string, given: Readonly<Record<string, string>>): void {
    if (this.#path.length >= depthMax) throw unreadable('nests too deep')
    const attributes = new Map(Object.entries(given).map(([key, value]) => [key.toLowerCase(), value]))
    if (this.#path.at(-1) === 'workout') this.#elements.push({ name, attributes, messages: [] })
    else if (name === 'textevent') this.#say(attributes)
    this.#path.push(name)
  }

  text(part: string): void {
    const name = this.#path.at(-1)
    if (name === undefined || this.#path.length !== 2) return
    this.#texts.set(name, `${this.#texts.get(name) ?? ''}${part}`.slice(0, textMax))
  }

  close(): void {
    this.#path.pop()
  }

  plan(): Plan {
    const sport = this.#textOf('sporttype') === 'run' ? 'running' : 'cycling'
    const elements = new Elements(sport, this.#textOf('durationtype') === 'distance' ? 'distance' : 'time')
    const description = this.#textOf('description')
    return parsePlan({
      name: this.#textOf('name')?.slice(0, 200) ?? 'Workout',
      ...(description !== undefined && { description }),
      activityType: sport,
      steps: this.#elements.flatMap((element) => elements.node(element) ?? []),
    })
  }

  #textOf(name: string): string | undefined {
    const text = this.#texts.get(name)?.trim()
    return text === '' ? undefined : text
  }

  #say(attributes: Attributes): void {
    const text = attributes.get('message')?.slice(0, 200)
    const after = Math.max(0, numberOf(attributes, 'timeoffset') ?? 0)
    if (text) this.#elements.at(-1)?.messages.push({ after, text })
  }
}

/**
 * Reads a workout of Zwift's: power as shares of the threshold, of running's for a run. Cadence and what belongs to the
 * game is left out; a length that is missing is one that the lap button ends. Throws `invalidArgument`.
 */
export const readZwo = (bytes: Uint8Array): Plan => {
  if (bytes.length > bytesMax) throw unreadable('is too large')
  const document = new ZwoDocument()
  const parser = new SaxesParser()
  parser.on('error', () => {
    throw unreadable('is no XML')
  })
  parser.on('opentag', ({ name, attributes }) =>
    document.open(name.toLowerCase(), attributes as Readonly<Record<string, string>>),
  )
  parser.on('text', (part) => document.text(part))
  parser.on('cdata', (part) => document.text(part))
  parser.on('closetag', () => document.close())
  parser.write(new TextDecoder().decode(bytes)).close()
  return document.plan()
}
