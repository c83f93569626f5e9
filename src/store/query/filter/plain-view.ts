import type { QuantitySample } from '../../../health/sample.js'
import type { QuantityTypeName } from '../../../health/type.js'
import type { Stream } from '../../archive/streams.js'
import type { PlainColumns, Shelf } from '../shelf.js'

/** A sample that can be another one a moment later. */
type Movable = { -readonly [Name in keyof QuantitySample]: QuantitySample[Name] }

const noMetadata = Object.freeze({})

/**
 * Looks at one packed quantity of a stream after the other as if each were a sample. It is the same object every time, so
 * that asking a million of them makes none; its UUID is worked out when somebody asks for it.
 */
export function lookAt(shelf: Shelf, stream: Stream): (quantities: PlainColumns, row: number) => QuantitySample {
  let [columns, at]: [PlainColumns | undefined, number] = [undefined, 0]
  const sample: Movable = {
    get uuid() {
      return columns === undefined ? '' : shelf.sampleAt(stream, columns, at).uuid
    },
    kind: 'quantity',
    // Only quantity types are packed.
    type: stream.type as QuantityTypeName,
    start: 0,
    end: 0,
    value: 0,
    source: stream.source,
    device: stream.device,
    timeZone: stream.provenance.timeZone,
    metadata: noMetadata,
  }
  return (quantities, row) => {
    columns = quantities
    at = row
    sample.start = quantities.starts[row] as number
    sample.end = sample.start + (quantities.durations[row] as number)
    sample.value = quantities.values[row] as number
    return sample
  }
}
