import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { followEvents } from '../daemon/chore.js'
import { type Client, openClient } from '../daemon/client.js'
import { numberFlag } from '../number-flag.js'
import { printJson } from '../text/output.js'
import { createScreen } from '../text/screen.js'
import { common } from './flags.js'
import { nearTable } from './near-table.js'
import { type NearFields, nearFields, nearList } from './shapes.js'

const nothing =
  'nothing is heard: wear the strap or turn the pedals, end its connection to a watch or phone, come nearer; `vitald doctor` looks further'

const sensors = (count: number): string => (count === 1 ? '1 sensor' : `${count} sensors`)

/** Has the daemon look around while the terminal shows what is heard; resolves to the API's report. */
export async function lookAround(client: Client, seconds: number, ambient: Ambient): Promise<unknown> {
  const near = new Map<string, NearFields>()
  const screen = createScreen(ambient)
  const show = (): void =>
    screen.show(`looking around for ${seconds} s: ${sensors(near.size)}\n${nearTable([...near.values()])}`)
  if (!ambient.out.isTerminal) ambient.error.write(`looking around for ${seconds} s\n`)
  show()
  try {
    const chore = { method: 'POST', path: '/v1/devices/scan', body: { seconds } } as const
    return await followEvents(client, chore, (event, data) => {
      if (event !== 'near') return
      const heard = nearFields.parse(data)
      near.set(heard.address, heard)
      show()
    })
  } finally {
    screen.clear()
  }
}

/** `vitald scan`: what is near. */
export const scanCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'scan',
    summary: 'Look around for Bluetooth sensors; ours stay connected meanwhile',
    example: 'vitald scan --seconds 20',
    args: { ...common, seconds: { type: 'string', default: '10', description: 'for how long', valueHint: '1 to 60' } },
    async run(args) {
      const seconds = numberFlag('seconds', args.seconds, { min: 1, max: 60 })
      const report = await lookAround(openClient(args, ambient), seconds, ambient)
      if (args.json) return printJson(report, ambient)
      const { items } = nearList.parse(report)
      if (items.length === 0) ambient.out.write(`${nothing}\n`)
      else
        ambient.out.write(
          `${nearTable(items)}pair one: vitald pair ${items.find(({ ours }) => !ours)?.device ?? 'DEVICE'}\n`,
        )
    },
  })
