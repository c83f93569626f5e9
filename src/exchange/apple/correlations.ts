import { isPartOf, lackedBy, objectsMax } from '../../health/rules/composition.js'
import type { Reading } from '../../health/sample.js'
import { type CorrelationType, findType } from '../../health/type.js'
import type { XmlElement } from './document/element-parser.js'
import type { MetadataTexts } from './metadata-texts.js'
import { type RecordReading, type Records, timesOf, timeZoneIn } from './records.js'
import type { Refuse } from './refuse.js'

type Correlation = Extract<Reading, { kind: 'correlation' }>

const typeOf = (identifier: string | undefined): CorrelationType | undefined => {
  const type = identifier === undefined ? undefined : findType(identifier)
  return type?.family === 'correlation' && type.identifier === identifier ? type : undefined
}

/** Reads blood pressures and foods. */
export class Correlations {
  readonly #records: Records
  readonly #metadata: MetadataTexts

  constructor(records: Records, metadata: MetadataTexts) {
    this.#records = records
    this.#metadata = metadata
  }

  /** The correlation with its members; undefined, and refused, when it is broken. */
  read({ attributes, children }: XmlElement, refuse: Refuse): Correlation | undefined {
    const type = typeOf(attributes.type)
    if (type === undefined) return refuse('unknownType', attributes.type ?? 'Correlation')
    const times = timesOf(attributes)
    if (times === undefined) return refuse('badTimes', type.name)
    const members = this.#members(children, type, refuse)
    if (!isComposed(type, members)) return refuse('badSamples', type.name)
    const metadata = this.#metadata.read(children, type, refuse)
    const timeZone = timeZoneIn(metadata) ?? members.find((member) => member.timeZone !== undefined)?.timeZone
    const objects = members.map((member) => ({ ...member, timeZone }))
    return { kind: 'correlation', type: type.name, start: times[0], end: times[1], timeZone, metadata, objects }
  }

  #members(children: readonly XmlElement[], { name }: CorrelationType, refuse: Refuse): readonly RecordReading[] {
    return children
      .filter((child) => child.name === 'Record')
      .flatMap((child) => this.#records.read(child, refuse) ?? [])
      .filter((member) => isPartOf(name, member.type) || refuse('badSamples', `${name} ${member.type}`))
  }
}

const isComposed = ({ name }: CorrelationType, members: readonly RecordReading[]): boolean => {
  if (members.length === 0 || members.length > objectsMax) return false
  return (
    lackedBy(
      name,
      members.map(({ type }) => type),
    ).length === 0
  )
}
