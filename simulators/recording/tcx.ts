import { SaxesParser } from 'saxes'
import { HealthError } from '../../src/health/error.js'
import type { RecordedActivity } from './recorded-activity.js'
import { TcxActivity } from './tcx-activity.js'

/** Reads the first activity of a TCX file. Throws `invalidArgument` when it is not well-formed XML in UTF-8. */
export const parseTcx = (bytes: Uint8Array): RecordedActivity => {
  try {
    return read(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new HealthError('invalidArgument', 'The TCX file is damaged or cut short', [], cause)
  }
}

const read = (text: string): RecordedActivity => {
  const activity = new TcxActivity()
  const names: string[] = []
  let content = ''
  const parser = new SaxesParser({ position: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    names.push(localName(name))
    content = ''
    activity.open(localName(name), attributes as Readonly<Record<string, string>>)
  })
  parser.on('text', (part) => {
    content += part
  })
  parser.on('closetag', () => {
    const name = names.pop() ?? ''
    activity.close(name, { parent: names.at(-1) ?? '', content: content.trim() })
    content = ''
  })
  parser.write(text).close()
  return activity.finish()
}

/** Writers choose their own prefixes for the extensions, so only the part after it counts. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
