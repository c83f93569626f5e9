import { isSlug } from '../../src/health/slug.js'

/** What a device says about itself and its wearer. */
export const deviceMessageNames = ['birth', 'status', 'battery', 'samples', 'workout'] as const
export type DeviceMessageName = (typeof deviceMessageNames)[number]

/** What the engine says to a device. */
export type EngineMessageName = 'command' | 'rejected'

/** A message of a device, as its topic says. */
export interface DeviceTopic {
  readonly device: string
  readonly name: DeviceMessageName
}

/** All topics below one base. */
export interface Topics {
  readonly base: string
  device(device: string, name: DeviceMessageName | EngineMessageName): string
  session(user: string): string
  live(user: string, type: string): string
  /** What to subscribe to for everything that devices say. */
  readonly filters: readonly string[]
  /** Undefined when the topic is no device's message: of another base, another name, or of a device without a slug. */
  parse(topic: string): DeviceTopic | undefined
}

const isMessageName = (name: string | undefined): name is DeviceMessageName =>
  deviceMessageNames.some((each) => each === name)

// A device's messages all have the same topic; behind an outside broker anybody can invent more of them.
const knownMax = 10_000

/** `base` may have several levels, and no wildcard. */
export function createTopics(base: string): Topics {
  const devices = `${base}/devices/`
  const known = new Map<string, DeviceTopic>()
  const read = (topic: string): DeviceTopic | undefined => {
    if (!topic.startsWith(devices)) return undefined
    const [device = '', name, ...rest] = topic.slice(devices.length).split('/')
    return rest.length === 0 && isMessageName(name) && isSlug(device) ? { device, name } : undefined
  }
  const remember = (topic: string, target: DeviceTopic): DeviceTopic => {
    if (known.size >= knownMax) known.clear()
    known.set(topic, target)
    return target
  }
  return {
    base,
    device: (device, name) => `${devices}${device}/${name}`,
    session: (user) => `${base}/users/${user}/session`,
    live: (user, type) => `${base}/users/${user}/live/${type}`,
    filters: deviceMessageNames.map((name) => `${devices}+/${name}`),
    parse: (topic) => {
      const target = known.get(topic)
      if (target !== undefined) return target
      const unknown = read(topic)
      return unknown && remember(topic, unknown)
    },
  }
}
