import { SaxesParser } from 'saxes'
import { type Fault, invalidArgument } from '../../health/error.js'
import { parsePlan } from '../plan-schema.js'
import { cutText, listed, type PlanInFile } from './read-node.js'
import { ZwoAttributes } from './zwo-attributes.js'
import { type ZwoElement, ZwoElements } from './zwo-elements.js'

const bytesMax = 1_000_000
const depthMax = 50
const textMax = 2_000
const nameMax = 200
const messagesMax = 100

const unreadable = (message: string) => invalidArgument(`the .zwo file ${message}`, [{ pointer: '', message }])

const readTexts: ReadonlySet<string> = new Set(['name', 'description', 'sporttype', 'durationtype'])
const isOfWorkouts = (path: readonly string[]): boolean => path.length === 2 && path[1] === 'workout'

/** Takes the elements of a file as they come. */
class ZwoDocument {
  readonly #path: string[] = []
  readonly #texts = new Map<string, string>()
  readonly #elements: ZwoElement[] = []
  /** Names of elements that a plan has no place for. */
  readonly #unread = new Set<string>()

  open(given: string, attributes: ZwoAttributes): void {
    const name = given.toLowerCase()
    if (this.#path.length >= depthMax) throw unreadable('nests too deep')
    if (isOfWorkouts(this.#path)) this.#elements.push({ name, attributes, messages: [], omitted: [] })
    else if (name === 'textevent') this.#say(attributes)
    else if (this.#path.length > 0 && !readTexts.has(name) && name !== 'workout') this.#unread.add(given)
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

  plan(): PlanInFile {
    const sport = this.#textOf('sporttype') === 'run' ? 'running' : 'cycling'
    const elements = new ZwoElements(sport, this.#textOf('durationtype') === 'distance' ? 'distance' : 'time')
    const description = this.#textOf('description')
    const name = cutText(this.#textOf('name') ?? 'Workout', { lengthMax: nameMax, pointer: '/name' })
    const nodes = this.#elements.map((element) => elements.nodes(element))
    const { steps, omitted } = listed(nodes.flat())
    const plan = parsePlan({
      name: name.text,
      ...(description !== undefined && { description }),
      activityType: sport,
      steps,
    })
    const unknown = this.#elements.filter((_, index) => nodes[index]?.length === 0).map((element) => element.name)
    return { plan, omitted: [...this.#unnamed(unknown), ...name.omitted, ...omitted] }
  }

  #unnamed(unknown: readonly string[]): readonly Fault[] {
    return [...new Set([...this.#unread, ...unknown])].map((element) => ({
      pointer: '',
      message: `has <${element}>, which is left out`,
    }))
  }

  #textOf(name: string): string | undefined {
    const text = this.#texts.get(name)?.trim()
    return text === '' ? undefined : text
  }

  #say(attributes: ZwoAttributes): void {
    const element = this.#elements.at(-1)
    const text = attributes.text('message')
    if (element === undefined || !text) return
    const { messages, omitted } = element
    const after = attributes.number('timeoffset')
    if (messages.length >= messagesMax) omitted.push({ pointer: '/messages', message: `are more than ${messagesMax}` })
    else if (after === undefined && attributes.number('distoffset') !== undefined)
      omitted.push({ pointer: '/messages', message: 'are told by distance in the file, and left out' })
    else {
      const cut = cutText(text, { lengthMax: nameMax, pointer: `/messages/${messages.length}/text` })
      messages.push({ after: Math.max(0, after ?? 0), text: cut.text })
      omitted.push(...cut.omitted)
    }
    omitted.push(...attributes.unread('textevent'))
  }
}

/**
 * Reads a workout of Zwift's: power as shares of the threshold, of running's for a run; cadence of cycling; a length that
 * is missing is one that the lap button ends. Tells what a plan has no word for. Throws `invalidArgument` for what is no
 * XML.
 */
export const readZwo = (bytes: Uint8Array): PlanInFile => {
  if (bytes.length > bytesMax) throw unreadable('is too large')
  const document = new ZwoDocument()
  const parser = new SaxesParser()
  parser.on('error', () => {
    throw unreadable('is no XML')
  })
  parser.on('opentag', ({ name, attributes }) =>
    document.open(name, new ZwoAttributes(attributes as Readonly<Record<string, string>>)),
  )
  parser.on('text', (part) => document.text(part))
  parser.on('cdata', (part) => document.text(part))
  parser.on('closetag', () => document.close())
  parser.write(new TextDecoder().decode(bytes)).close()
  return document.plan()
}
