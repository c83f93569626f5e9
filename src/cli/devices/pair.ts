import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { type Client, openClient } from '../daemon/client.js'
import { createProgress, printJson } from '../text/output.js'
import { common, device, deviceUrl } from './flags.js'
import { adviceText } from './list.js'
import { isUnknown, withNamed } from './named-device.js'
import { lookAround } from './scan.js'
import { type DeviceFields, deviceFields, deviceList } from './shapes.js'

const scanSeconds = 10
const [looks, lookMs] = [60, 500]

/** Pairs with what is near; what is not is first looked for. */
async function pair(client: Client, name: string, user: string | undefined, ambient: Ambient): Promise<unknown> {
  const ask = () => client.post(deviceUrl(name, '/pair'), user === undefined ? {} : { user })
  try {
    return await ask()
  } catch (error) {
    if (!isUnknown(error)) throw error
    await lookAround(client, scanSeconds, ambient)
    return withNamed(client, name, ask)
  }
}

const isThere = ({ state }: DeviceFields): boolean => state === 'streaming' || state === 'listening'

/** Watches the link come up, half a minute at most; resolves to what the sensor is then. */
async function watch(client: Client, paired: DeviceFields, ambient: Ambient): Promise<DeviceFields> {
  const progress = createProgress(ambient)
  let last = paired
  for (let look = 0; look < looks && !isThere(last) && last.state !== 'failed'; look += 1) {
    await ambient.sleep(lookMs)
    const { items } = deviceList.parse(await client.get('/v1/devices'))
    last = items.find(({ id }) => id === paired.id) ?? last
    progress.show(`${paired.id}: ${last.state ?? 'waiting'}`)
  }
  progress.end()
  return last
}

const factsOf = ({ battery, manufacturer, model, firmware }: DeviceFields): string =>
  [
    [manufacturer, model].filter(Boolean).join(' '),
    firmware === undefined ? '' : `firmware ${firmware}`,
    battery === undefined ? '' : `battery ${battery} %`,
  ]
    .filter(Boolean)
    .join(', ')

/** `vitald pair`: a sensor becomes somebody's, and stays connected from now on. */
export const pairCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'pair',
    summary: "Take a Bluetooth sensor as somebody's; it is connected whenever it is near",
    example: 'vitald pair polar-h10-a1b2 --user me',
    args: { ...common, device, user: { type: 'string', description: 'whose it is; `me` when left out' } },
    async run(args) {
      const client = openClient(args, ambient)
      const answer = await pair(client, args.device, args.user, ambient)
      if (args.json) return printJson(answer, ambient)
      const paired = deviceFields.parse(answer)
      ambient.out.write(`${paired.id} belongs to ${paired.user ?? 'nobody'}\n`)
      const last = await watch(client, paired, ambient)
      if (isThere(last)) ambient.out.write(`it is connected${factsOf(last) && `: ${factsOf(last)}`}\n`)
      else ambient.out.write(`it is not connected yet, and will be by itself\n${adviceText(last)}`)
    },
  })
