import { Correlations } from './correlations.js'
import type { XmlElement } from './document/element-parser.js'
import type { AppleFinding } from './finding.js'
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

  /** What an element tells; undefined of one that tells nothing, or is refused. */
  of(element: XmlElement, refuse: Refuse): AppleFinding | undefined {
    switch (element.name) {
      case 'Record':
        return this.#sample(this.#records.read(element, refuse), element)
      case 'Correlation':
        return this.#sample(this.#correlations.read(element, refuse), element)
      case 'Workout':
        return this.#workout(element, refuse)
      case 'ActivitySummary':
        return { type: 'summary' }
      default:
        return undefined
    }
  }

  #sample(reading: Sample | undefined, { attributes, children }: XmlElement): AppleFinding | undefined {
    if (reading === undefined) return undefined
    // Of a correlation, its members say what measured them.
    const measured = attributes.device === undefined && reading.kind === 'correlation' ? children : []
    const device = measured.find((child) => child.attributes.device !== undefined)?.attributes.device
    const origin = this.#origins.of(device === undefined ? attributes : { ...attributes, device })
    return { type: 'sample', reading, origin }
  }

  #workout(element: XmlElement, refuse: Refuse): AppleFinding | undefined {
    const workout = this.#workouts.read(element, this.#origins.of(element.attributes), refuse)
    return workout && { type: 'workout', workout }
  }
}
