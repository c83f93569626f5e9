import { tableText } from '../text/output.js'
import { type NearFields, signalText } from './shapes.js'

const headings = ['device', 'measures', 'signal', 'heart rate', 'address', '']

/** What is near, the strongest first. */
export const nearTable = (near: readonly NearFields[]): string =>
  tableText(
    headings,
    [...near]
      .sort((a, b) => (b.rssi ?? -Infinity) - (a.rssi ?? -Infinity))
      .map(({ device, types, rssi, heartRate, address, ours }) => [
        ...[device, types.join(', ') || '–', signalText(rssi)],
        ...[heartRate === undefined ? '–' : `${heartRate} bpm`, address, ours ? 'ours' : ''],
      ]),
  )
