import { bare } from '../layout/structure.js'
import { table } from '../layout/table.js'
import { glucoseRecords } from './glucose-records.js'

/** Continuous Glucose Monitoring Service 1.0 § 3.1. A record whose checksum is wrong says so in `crcValid`. */
export const cgmMeasurement = table(['2AA7', 'CGM Measurement'], bare(glucoseRecords))
