import { inFlags, option } from '../layout/bits.js'
import { per, u8, u16, unlessRaw } from '../layout/format.js'
import { choosing } from '../layout/gate.js'
import { field } from '../layout/row.js'
import { dateTime } from '../layout/text.js'

/** What the records of scales share. Bit 0 tells pounds and inches from kilograms and metres. */

const raw = unlessRaw(u16, 0xffff)

export const units = inFlags(option('unit', 0, ['si', 'imperial']))
export const mass = <Name extends string>(name: Name) => choosing(name, 0, [per(raw, 200), per(raw, 100, 0.453_592_37)])
export const height = choosing('heightM', 0, [per(u16, 1_000), per(u16, 10, 0.0254)])
export const timestamp = field('timestamp', dateTime)
/** Null for somebody whom the scale does not know. */
export const userId = field('userId', unlessRaw(u8, 255))
