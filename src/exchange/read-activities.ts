import type { ActivityReader, FileFinding } from './activity-reader.js'
import { plainText } from './encoding.js'
import { begunFile } from './file-start.js'
import { FitReader } from './fit/fit-reader.js'
import { GpxActivities } from './gpx/gpx-activities.js'
import { TcxActivities } from './tcx/tcx-activities.js'
import { unpacked } from './unpack.js'
import { XmlReader } from './xml-reader.js'

/** What files of recorded workouts are in. */
export type ActivityFormat = 'fit' | 'tcx' | 'gpx'

const readers: Readonly<Record<ActivityFormat, () => ActivityReader>> = {
  fit: () => new FitReader(),
  tcx: () => new XmlReader(new TcxActivities()),
  gpx: () => new XmlReader(new GpxActivities()),
}

/** The format by the first bytes; undefined when they are of none. */
const formatOf = (start: Uint8Array): ActivityFormat | undefined => {
  const text = plainText(start)
  if (plainText(start.subarray(8, 12)) === '.FIT') return 'fit'
  if (text.includes('<TrainingCenterDatabase') || text.includes(':TrainingCenterDatabase')) return 'tcx'
  return /<(\w+:)?gpx[\s>]/.test(text) ? 'gpx' : undefined
}

/**
 * Reads the workouts of a `.fit`, `.tcx` or `.gpx` file, packed with gzip or not, as it streams in; its format is told by
 * its first bytes unless it is named. What is whole is told, and what was not is a problem; nothing throws but `chunks`.
 */
export async function* readActivities(
  chunks: AsyncIterable<Uint8Array>,
  named?: ActivityFormat,
): AsyncGenerator<FileFinding> {
  const { bytes, problems } = unpacked(chunks)
  const file = await begunFile(bytes)
  const format = named ?? formatOf(file.start)
  if (format === undefined) {
    yield { type: 'problem', problem: { code: 'unknownFormat', offset: 0 } }
    return
  }
  const reader = readers[format]()
  for await (const chunk of file.bytes) yield* reader.push(chunk)
  yield* reader.end()
  for (const problem of problems()) yield { type: 'problem', problem }
}
