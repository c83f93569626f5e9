import { u8 } from '../layout/format.js'
import {
  type DecodedBy,
  type EncodableBy,
  type Input,
  type Loose,
  type Output,
  plain,
  type Row,
} from '../layout/row.js'
import { bare } from '../layout/structure.js'
import { table } from '../layout/table.js'
import { generalPage, productPage, trainerPage } from './fec-pages.js'

type Pages = readonly [typeof generalPage, typeof trainerPage, typeof productPage]

const pages: Readonly<Record<number, Row>> = { 16: generalPage, 25: trainerPage, 81: productPage }

const sync = 0xa4
/** Broadcast; 4F asks for an acknowledgement. */
const broadcast = 0x4e
const pageSize = 8

const checksumOf = (octets: Uint8Array): number => octets.reduce((sum, octet) => sum ^ octet, 0)

interface Head {
  readonly messageId: number
  readonly channel: number
  readonly checksumValid: boolean
  readonly page: number
}

type Given = Pick<Head, 'channel' | 'page'> & Loose<Omit<Head, 'channel' | 'page'>> & Loose<EncodableBy<Pages>>

/** Channel and page of a message, which has said how long they are. */
const readContent = (input: Input): void => {
  input.fields.channel = u8.read(input.frame)
  const page = u8.read(input.frame)
  input.fields.page = page
  const row = Object.hasOwn(pages, page) ? pages[page] : undefined
  if (row === undefined) input.frame.octets(input.frame.remaining)
  else row.read(input)
}

/** Channel and page; a page of another kind is sent empty. */
const writeContent = (output: Output): void => {
  output.write('channel', u8)
  output.write('page', u8)
  const page = Number(output.find('page'))
  if (Object.hasOwn(pages, page)) pages[page]?.write(output)
  else output.writer.octets(Array.from({ length: pageSize - 1 }, () => 0xff))
}

/**
 * An ANT message as Tacx wraps it: sync, length, message, then channel and page, and the exclusive or of all of it. When
 * the checksum is wrong, nothing of it is to be believed. It is sent wrong on purpose, for a simulated fault.
 */
const message: Row<Head & Partial<DecodedBy<Pages>>, Given> = {
  ...plain,
  names: ['messageId', 'channel', 'checksumValid', 'page'],
  read: (input) => {
    const { frame, fields } = input
    frame.octets(1)
    const length = u8.read(frame)
    fields.messageId = u8.read(frame)
    const content = frame.part(length)
    const expected = checksumOf(frame.before)
    fields.checksumValid = u8.read(frame) === expected
    readContent({ ...input, frame: content })
    if (content.truncated) frame.truncate()
    if (content.remaining > 0) frame.warn('trailingBytes')
  },
  write: (output) => {
    const { writer } = output
    writer.octets([sync, 1 + pageSize])
    u8.write(writer, output.find('messageId') ?? broadcast, output.at('messageId'))
    writeContent(output)
    const isWrong = output.find('checksumValid') === false
    writer.octets([checksumOf(writer.written) ^ (isWrong ? 0xff : 0)])
  },
}

/** FE-C over BLE, as Tacx trainers speak it. */
export const fecMessage = table(['FEC', 'FE-C Message'], bare(message), {
  uuid: '6e40fec2-b5a3-f393-e0a9-e50e24dcca9e',
  sync,
})
