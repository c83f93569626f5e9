import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { openClient } from '../daemon/client.js'
import { localTime, printJson, printTable } from '../text/output.js'
import { common } from './flags.js'
import { nearTable } from './near-table.js'
import { bluetoothFields, type DeviceFields, deviceList, signalText } from './shapes.js'

const headings = ['device', 'user', 'state', 'battery', 'signal', 'last seen', 'model', 'firmware']

const time = (iso: string | undefined): string => (iso === undefined ? '–' : localTime(iso))

const row = (item: DeviceFields): string[] => [
  item.id,
  item.user ?? '(nobody: samples wait)',
  item.state ?? item.status,
  item.battery === undefined ? '–' : `${item.battery} %`,
  signalText(item.rssi),
  time(item.lastSeen),
  [item.manufacturer, item.model].filter(Boolean).join(' ') || '–',
  item.firmware ?? '–',
]

/** What stands in a sensor's way, and what to do about it; nothing while it streams. */
export function adviceText({ id, state, lastError, advice }: DeviceFields): string {
  if (state === undefined || state === 'streaming' || state === 'listening') return ''
  const why = [lastError?.detail, advice ?? lastError?.remedy].filter(Boolean).join('; ')
  return why === '' ? '' : `${id}: ${why}\n`
}

/** The known devices, what is near besides, and what stands in the way. */
export const listCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'list',
    summary: 'List the devices that are known, and the sensors near',
    example: 'vitald devices --json',
    args: common,
    async run(args) {
      const client = openClient(args, ambient)
      const answer = await client.get('/v1/devices')
      if (args.json) return printJson(answer, ambient)
      const { items } = deviceList.parse(answer)
      const { near } = bluetoothFields.parse(await client.get('/v1/bluetooth'))
      const empty = 'no device yet; find a sensor with `vitald scan`, register another with `vitald devices add NAME`'
      printTable(headings, items.map(row), { empty, ambient })
      ambient.out.write(items.map(adviceText).join(''))
      const others = near.filter(({ ours }) => !ours)
      if (others.length > 0) ambient.out.write(`\nnear, not ours:\n${nearTable(others)}`)
    },
  })
