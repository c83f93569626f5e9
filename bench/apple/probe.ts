import { SaxesParser } from 'saxes'
import { AppleReader } from '../../src/exchange/apple/apple-reader.js'
import { benchDocument } from './document.js'

// What an export of so many MB costs to read, by our reader or by `saxes` with handlers that do nothing.
const [reader = 'vitald', megabytes = '250'] = process.argv.slice(2)
const chunkLength = 65_536
const document = benchDocument()
const turns = Math.max(1, Math.round((Number(megabytes) * 1e6) / document.body.length))
let most = 0

function* chunks(): Generator<Uint8Array> {
  yield document.head
  for (let turn = 0; turn < turns; turn++)
    for (let at = 0; at < document.body.length; at += chunkLength) {
      yield document.body.subarray(at, at + chunkLength)
      most = Math.max(most, process.memoryUsage.rss())
    }
  yield document.foot
}

function readWithVitald(): number {
  const apple = new AppleReader()
  let found = 0
  for (const chunk of chunks()) for (const _ of apple.push(chunk)) found += 1
  for (const { type } of apple.end()) if (type === 'problem') throw new Error('the document is not sound')
  return found
}

function readWithSaxes(): number {
  const parser = new SaxesParser()
  const decoder = new TextDecoder()
  let found = 0
  for (const event of ['closetag', 'text', 'error'] as const) parser.on(event, () => undefined)
  parser.on('opentag', () => {
    found += 1
  })
  for (const chunk of chunks()) parser.write(decoder.decode(chunk, { stream: true }))
  parser.close()
  return found
}

const before = process.cpuUsage()
const found = reader === 'saxes' ? readWithSaxes() : readWithVitald()
const { user, system } = process.cpuUsage(before)
const bytes = turns * document.body.length
process.stdout.write(`${JSON.stringify({ cpuMs: (user + system) / 1_000, bytes, most, found })}\n`)
