import { type Format, misfit, u8, u16 } from './format.js'

const lenient = new TextDecoder('utf-8', { ignoreBOM: true })

/** UTF-8 to the end, cut at the first NUL and trimmed; what is not UTF-8 is replaced. */
export const text: Format<string> = {
  size: 0,
  read: (frame) => lenient.decode(frame.octets(frame.remaining)).replace(/\0.*$/s, '').trim(),
  write: (writer, value, pointer) => {
    if (typeof value !== 'string') throw misfit(pointer, 'is not a text')
    // A payload without octets says nothing at all: a NUL says that there is no text.
    writer.octets(value === '' ? [0] : new TextEncoder().encode(value))
  },
}

const dateTimePattern = /^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)$/
const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0')

/**
 * Date Time (0x2A08) as `YYYY-MM-DDTHH:MM:SS`, local to the device, as it stands: parts that are zero are unknown, and
 * nobody has checked that there is such a day.
 */
export const dateTime: Format<string> = {
  size: 7,
  read: (frame) => {
    const year = u16.read(frame)
    const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = frame.octets(5)
    return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}`
  },
  write: (writer, value, pointer) => {
    const parts = typeof value === 'string' ? dateTimePattern.exec(value)?.slice(1).map(Number) : undefined
    if (parts === undefined) throw misfit(pointer, 'is not a time as YYYY-MM-DDTHH:MM:SS')
    for (const [index, part] of parts.entries()) (index === 0 ? u16 : u8).write(writer, part, pointer)
  },
}

/** A length in one octet and as many octets, as hexadecimal digits. */
export const countedHex: Format<string> = {
  size: 1,
  read: (frame) => Buffer.from(frame.octets(u8.read(frame))).toString('hex'),
  write: (writer, value, pointer) => {
    if (typeof value !== 'string' || !/^([\da-f]{2})*$/i.test(value)) throw misfit(pointer, 'is not hexadecimal')
    u8.write(writer, value.length / 2, pointer)
    writer.octets(Buffer.from(value, 'hex'))
  },
}

/** Octets as hexadecimal digits, the most significant first. */
export const hexNumber = (size: number): Format<string> => ({
  size,
  read: (frame) => Buffer.from(frame.octets(size)).reverse().toString('hex'),
  write: (writer, value, pointer) => {
    const octets = typeof value === 'string' && /^[\da-f]*$/i.test(value) ? Buffer.from(value, 'hex') : undefined
    if (octets?.length !== size) throw misfit(pointer, `is not ${size} octets in hexadecimal`)
    writer.octets(octets.reverse())
  },
})
