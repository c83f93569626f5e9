import type { Ambient } from '../ambient.js'
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

/** Shows a text that grows: written over on a terminal, and nowhere else. */
export function createScreen(ambient: Ambient): { show(text: string): void; clear(): void } {
  let lines = 0
  const clear = (): void => {
    if (lines > 0) ambient.out.write(`\u001b[${lines}A\u001b[0J`)
    lines = 0
  }
  return {
    show(text) {
      if (!ambient.out.isTerminal) return
      clear()
      ambient.out.write(text)
      lines = text.split('\n').length - 1
    },
    clear,
  }
}
