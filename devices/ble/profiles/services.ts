import { parseGattUuid } from '../radio/gatt-uuid.js'
import type { GattUuid } from '../radio/radio.js'

/** A GATT service. */
export interface Service {
  readonly uuid: GattUuid
  readonly name: string
  /** The characteristics that it may have, by UUID. */
  readonly characteristics: readonly GattUuid[]
}

/** The services whose characteristics have tables. */
export const services: readonly Service[] = [
  { uuid: '180D', name: 'Heart Rate', characteristics: ['2A37', '2A38', '2A39'] },
  { uuid: '1816', name: 'Cycling Speed and Cadence', characteristics: ['2A5B', '2A5C', '2A5D', '2A55'] },
  { uuid: '1818', name: 'Cycling Power', characteristics: ['2A63', '2A64', '2A65', '2A5D', '2A66'] },
  { uuid: '1814', name: 'Running Speed and Cadence', characteristics: ['2A53', '2A54', '2A5D', '2A55'] },
  {
    uuid: '1826',
    name: 'Fitness Machine',
    characteristics: [
      ...['2ACC', '2ACD', '2ACE', '2ACF', '2AD0', '2AD1', '2AD2', '2AD3'],
      ...['2AD4', '2AD5', '2AD6', '2AD7', '2AD8', '2AD9', '2ADA'],
    ],
  },
  { uuid: '180F', name: 'Battery', characteristics: ['2A19'] },
  {
    uuid: '180A',
    name: 'Device Information',
    characteristics: ['2A29', '2A24', '2A25', '2A26', '2A27', '2A28', '2A23', '2A50'],
  },
  { uuid: '1822', name: 'Pulse Oximeter', characteristics: ['2A5E', '2A5F', '2A60'] },
  { uuid: '1809', name: 'Health Thermometer', characteristics: ['2A1C', '2A1D', '2A1E', '2A21'] },
  { uuid: '181D', name: 'Weight Scale', characteristics: ['2A9D', '2A9E'] },
  { uuid: '181B', name: 'Body Composition', characteristics: ['2A9C', '2A9B'] },
  { uuid: '1810', name: 'Blood Pressure', characteristics: ['2A35', '2A36', '2A49'] },
  { uuid: '181F', name: 'Continuous Glucose Monitoring', characteristics: ['2AA7', '2AA8', '2AA9'] },
  {
    uuid: 'fb005c80-02e7-f387-1cad-8acd2d8df0c8',
    name: 'Polar Measurement Data',
    characteristics: ['fb005c82-02e7-f387-1cad-8acd2d8df0c8'],
  },
  {
    uuid: '6e40fec1-b5a3-f393-e0a9-e50e24dcca9e',
    name: 'FE-C over BLE',
    characteristics: ['6e40fec2-b5a3-f393-e0a9-e50e24dcca9e'],
  },
]

/** A service by its UUID in any form. */
export const findService = (uuid: string): Service | undefined => {
  const wanted = parseGattUuid(uuid)
  return services.find((service) => service.uuid === wanted)
}
