import { z } from 'zod'
import type { Daemon } from './daemon.js'
import { until } from './waiting.js'

const addresses = { strap: 'C0:FF:EE:00:00:01', bike: 'C0:FF:EE:00:00:02' } as const

/** The sensors in the lab's air. */
export type SensorName = keyof typeof addresses
const names = ['strap', 'bike'] as const

const nearAnswer = z.object({ items: z.array(z.object({ device: z.string(), address: z.string() })) })
const deviceSchema = z.object({
  id: z.string(),
  state: z.string().optional(),
  lastData: z.string().optional(),
  battery: z.number().optional(),
  manufacturer: z.string().optional(),
  model: z.string().optional(),
  firmware: z.string().optional(),
  serial: z.string().optional(),
})
const devicesAnswer = z.object({ items: z.array(deviceSchema) })

/** A sensor as the API shows it. */
export type ShownSensor = z.infer<typeof deviceSchema>

/** The strap and the bike by the names that the daemon gave them. */
export interface Sensors {
  readonly ids: Readonly<Record<SensorName, string>>
  show(sensor: SensorName): Promise<ShownSensor>
  /** Resolves when these stream values that came after `since`, epoch ms. */
  streaming(which: readonly SensorName[], since: number, withinSeconds: number): Promise<void>
}

/** Looks around until both are heard. */
async function find(daemon: Daemon): Promise<Record<SensorName, string>> {
  return until('a scan that finds strap and bike', 90, async () => {
    const { items } = nearAnswer.parse(await daemon.ask('POST', '/v1/devices/scan', { seconds: 5 }))
    const idOf = (name: SensorName) => items.find(({ address }) => address === addresses[name])?.device
    const [strap, bike] = names.map(idOf)
    return strap === undefined || bike === undefined ? undefined : { strap, bike }
  })
}

/** Finds strap and bike, and takes both for the person `me`. */
export async function pairSensors(daemon: Daemon): Promise<Sensors> {
  const ids = await find(daemon)
  for (const name of names) await daemon.ask('POST', `/v1/devices/${ids[name]}/pair`, { user: 'me' })
  const show = async (name: SensorName): Promise<ShownSensor> => {
    const { items } = devicesAnswer.parse(await daemon.ask('GET', '/v1/devices'))
    const shown = items.find(({ id }) => id === ids[name])
    if (shown === undefined) throw new Error(`${ids[name]} is not known any more`)
    return shown
  }
  const streams = async (name: SensorName, since: number): Promise<true | undefined> => {
    const { state, lastData } = await show(name)
    return state === 'streaming' && lastData !== undefined && Date.parse(lastData) > since ? true : undefined
  }
  return {
    ids,
    show,
    streaming: async (which, since, within) => {
      for (const name of which) await until(`the ${name} streams`, within, () => streams(name, since))
    },
  }
}
