import { u8UpTo } from '../layout/format.js'
import { field } from '../layout/row.js'
import { bare } from '../layout/structure.js'
import { table } from '../layout/table.js'

/** Battery Service 1.0 § 3.1, percent. */
export const batteryLevel = table(['2A19', 'Battery Level'], bare(field('batteryLevelPct', u8UpTo(100))))
