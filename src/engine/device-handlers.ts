import type { DeviceHandlers } from '../../devices/mqtt/mqtt-link.js'
import { presentWorkout, type WorkoutCommand } from '../../devices/mqtt/payloads.js'
import type { Clock } from '../health/clock.js'
import { HealthError } from '../health/error.js'
import type { Reading } from '../health/sample.js'
import type { Devices } from '../ingest/device.js'
import type { Ingest } from '../ingest/ingest.js'
import { chosenPlan } from '../plans/kept/chosen-plan.js'
import type { Plans } from '../plans/kept/plans.js'
import { parsePlanChoice } from '../plans/plan-schema.js'
import type { SessionEvent, Sessions } from '../session/sessions.js'

/** The parts a device's message can reach. */
export interface DeviceParts {
  readonly devices: Devices
  readonly ingest: Ingest
  readonly sessions: Sessions
  readonly plans: Pick<Plans, 'get'>
}

// A device may say everything of the configuration that HealthKit knows: what is known here counts.
const configurationOf = ({ activityType, location, zones, configuration = {} }: WorkoutCommand) => {
  const said = {
    activityType: configuration.activityType ?? activityType,
    location: configuration.location ?? location,
    swimmingLocation: configuration.swimmingLocation,
    lapLength: configuration.lapLength,
    zones: configuration.zones ?? zones,
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
}

const eventOf = (command: WorkoutCommand): SessionEvent => {
  const { id, event, at, end, metadata } = command
  const configuration = event === 'beginActivity' ? configurationOf(command) : undefined
  return { id, event, at, end, metadata, configuration }
}

const startOf = (command: WorkoutCommand) => {
  const { id, at, location = 'unknown', prepare, configuration = {}, collect, onConflict, takeOver } = command
  const { lapLength, lapTime, swimmingLocation, zones = command.zones } = configuration
  const { autoPause = command.autoPause, autoStart = command.autoStart } = configuration
  const where = { swimmingLocation, lapLength, lapTime, zones, collect, autoPause, autoStart }
  return { id, at, location, prepare, ...where, onConflict, takeOver }
}

/** What a start says itself stands for a device in its configuration. */
const pointIntoConfiguration = (error: unknown, { configuration = {} }: WorkoutCommand): never => {
  if (!(error instanceof HealthError)) throw error
  const isInside = (pointer: string) =>
    Object.hasOwn(configuration, pointer.split('/')[1] ?? '') || pointer === '/lapLength'
  const errors = error.errors.map(({ pointer, message }) => ({
    pointer: isInside(pointer) ? `/configuration${pointer}` : pointer,
    message,
  }))
  throw new HealthError(error.code, error.message, errors, error.cause)
}

async function obey(
  { devices, sessions, plans }: DeviceParts,
  device: string,
  command: WorkoutCommand,
): Promise<unknown> {
  const user = devices.userOf(device)
  if (user === undefined) throw new HealthError('notFound', 'the device has no owner, so the workout is nobody’s')
  const { id, event, at, activityType, prepare } = command
  if (event !== 'start' || activityType === undefined) return sessions.send(user, eventOf(command))
  if (!prepare && sessions.active(user)?.state === 'prepared') return sessions.send(user, { id, event, at })
  const start = async () => {
    const plan = chosenPlan(plans, user, parsePlanChoice(command.configuration?.plan ?? command.plan))
    return sessions.start(user, { activityType, ...startOf(command), plan, source: device })
  }
  return start().catch((error: unknown) => pointIntoConfiguration(error, command))
}

// Its device does not know the id of the workout that a route belongs to. What nobody owns yet has none.
const placed = ({ devices, sessions }: DeviceParts, device: string, reading: Reading): Reading => {
  const user = devices.userOf(device)
  if (reading.kind !== 'workoutRoute' || reading.workoutUuid !== presentWorkout || user === undefined) return reading
  const workoutUuid = sessions.covering(user, reading.start) ?? sessions.active(user)?.id
  if (workoutUuid === undefined) throw new HealthError('notFound', 'the route names no workout, and none goes on')
  return { ...reading, workoutUuid }
}

const isRoute = ({ kind }: Reading): boolean => kind === 'workoutRoute'

/** What becomes of what devices say. */
export const handlersOf = (parts: DeviceParts, clock: Clock): DeviceHandlers => ({
  samples: (device, readings, at) => {
    parts.devices.notice(device, { lastSeen: at })
    const receive = (all: readonly Reading[]) => parts.ingest.receive({ device, readings: all, at })
    if (!readings.some(isRoute)) return receive(readings)
    return Promise.resolve().then(() => receive(readings.map((reading) => placed(parts, device, reading))))
  },
  birth: async (device, birth) => {
    await parts.devices.introduce(device, birth)
    await parts.ingest.release(device)
  },
  status: (device, status) => parts.devices.notice(device, { status, lastSeen: clock() }),
  battery: (device, battery) => parts.devices.notice(device, { battery, lastSeen: clock() }),
  workout: (device, command) => obey(parts, device, command),
  refused: (reason, readings) => parts.ingest.refuse(reason, readings),
})
