import { u8, u16, u40 } from '../layout/format.js'
import { field } from '../layout/row.js'
import { bare } from '../layout/structure.js'
import { table } from '../layout/table.js'
import { hexNumber, text } from '../layout/text.js'

const textTable = (id: string, name: string) => table([id, name], bare(field('text', text)))

export const modelNumber = textTable('2A24', 'Model Number String')
export const serialNumber = textTable('2A25', 'Serial Number String')
export const firmwareRevision = textTable('2A26', 'Firmware Revision String')
export const hardwareRevision = textTable('2A27', 'Hardware Revision String')
export const softwareRevision = textTable('2A28', 'Software Revision String')
export const manufacturerName = textTable('2A29', 'Manufacturer Name String')

/** Device Information Service 1.1 § 3.7: the manufacturer's own number of the device, and the IEEE's of the manufacturer. */
export const systemId = table(['2A23', 'System ID'], bare(field('manufacturerId', u40), field('oui', hexNumber(3))))

/** Device Information Service 1.1 § 3.9. The vendor's number is of the Bluetooth SIG (source 1) or of USB (2). */
export const pnpId = table(
  ['2A50', 'PnP ID'],
  bare(field('vendorIdSource', u8), field('vendorId', u16), field('productId', u16), field('productVersion', u16)),
)
