import { type Caller, jsonBody } from '../call.js'
import { parseProblem } from '../problem.js'
import type { Device } from '../wire.js'
import { readEvents } from './event-reader.js'
import type { BluetoothState, NearSensor, SensorSettings, Trainer, TrainerCommand } from './sensor-wire.js'

/** What can be changed about a device of ours. */
export interface DeviceChange {
  readonly user?: string | undefined
  readonly settings?: SensorSettings | undefined
}

/** What to listen to in the air, for how long, and what ends it early. */
interface Listening {
  readonly seconds: number
  readonly signal: AbortSignal
}

const asEvents = ({ seconds, signal }: Listening): RequestInit => {
  const request = jsonBody('POST', { seconds })
  return { ...request, headers: { ...request.headers, accept: 'text/event-stream' }, signal }
}

const failed = 500

/** The routes of devices and Bluetooth. */
export const createSensorApi = ({ call, tell, open }: Caller) => {
  const of = (device: string, path = ''): string => `/devices/${encodeURIComponent(device)}${path}`

  async function* events<Data>(path: string, name: string, listening: Listening): AsyncGenerator<Data> {
    const { body } = await open(path, asEvents(listening))
    if (!body) return
    for await (const { event, data } of readEvents(body)) {
      if (event === 'problem') throw parseProblem(failed, data)
      if (event === name) yield data as Data
    }
  }

  return {
    bluetooth: () => call<BluetoothState>('/bluetooth'),
    /** What is near, as it is heard. */
    scan: (listening: Listening) => events<NearSensor>('/devices/scan', 'near', listening),
    /** A sensor's live values by type; they are not stored. */
    blink: (device: string, listening: Listening) =>
      events<Readonly<Record<string, number>>>(of(device, '/blink'), 'value', listening),
    pair: (device: string, user: string) => call<Device>(of(device, '/pair'), jsonBody('POST', { user })),
    changeDevice: (device: string, change: DeviceChange) => call<Device>(of(device), jsonBody('PATCH', change)),
    forget: (device: string) => tell(of(device), { method: 'DELETE' }),
    trainer: (device: string) => call<Trainer>(of(device, '/trainer')),
    controlTrainer: (device: string, command: TrainerCommand) =>
      call<Trainer>(of(device, '/trainer'), jsonBody('PUT', command)),
  }
}
