import { Correlations } from './correlations.js'
import type { XmlElement } from './document/element-parser.js'
import type { AppleFinding } from './finding.js'
import { heartbeatSeries } from './heartbeats.js'
import { MetadataTexts } from './metadata-texts.js'
import { Origins } from './origins.js'
import { Records } from './records.js'
import type { Refuse } from './refuse.js'
import { Workouts } from './workout/workouts.js'

type Sample = Extract<AppleFinding, { type: 'sample' }>['reading']

/** Makes findings of the elements below the root of an export. */
export class Findings {
  readonly #origins = new Origins()
  readonly #metadata = new MetadataTexts()
  readonly #records = new Records(this.#metadata)
  readonly #correlations = new Correlations(this.#records, this.#metadata)
  readonly #workouts = new Workouts(this.#metadata)
  readonly #tell: (finding: AppleFinding) => void
  readonly #refuse: Refuse

  constructor(tell: (finding: AppleFinding) => void, refuse: Refuse) {
    this.#tell = tell
    this.#refuse = refuse
  }

  /** Tells what an element says, if anything. */
  take(element: XmlElement): void {
    if (element.name === 'Record') this.#takeRecord(element)
    else if (element.name === 'Correlation') this.#takeCorrelation(element)
    else if (element.name === 'Workout') this.#takeWorkout(element)
    else if (element.name === 'ActivitySummary') this.#tell({ type: 'summary' })
  }

  #takeRecord(element: XmlElement): void {
    const reading = this.#records.read(element, this.#refuse)
    if (reading === undefined) return
    const { attributes, children } = element
    this.#tellSample(reading, attributes)
    const beats = children.length > 0 ? heartbeatSeries(children, reading, this.#refuse) : undefined
    if (beats !== undefined) this.#tellSample(beats, attributes)
  }

  #takeCorrelation(element: XmlElement): void {
    const reading = this.#correlations.read(element, this.#refuse)
    if (reading === undefined) return
    // Its members may say alone what measured them.
    const said = [element, ...element.children].map(({ attributes }) => attributes.device)
    const device = said.find((text) => text !== undefined)
    this.#tellSample(reading, device === undefined ? element.attributes : { ...element.attributes, device })
  }

  #takeWorkout(element: XmlElement): void {
    const workout = this.#workouts.read(element, this.#origins.of(element.attributes), this.#refuse)
    if (workout !== undefined) this.#tell({ type: 'workout', workout })
  }

  #tellSample(reading: Sample, attributes: XmlElement['attributes']): void {
    this.#tell({ type: 'sample', reading, origin: this.#origins.of(attributes) })
  }
}
