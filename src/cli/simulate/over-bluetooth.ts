import { type SensorFault, sensorFaults } from '../../../simulators/peripheral/glitches.js'
import type { Peripheral } from '../../../simulators/peripheral/peripheral.js'
import type { RiderOptions } from '../../../simulators/peripheral/rider.js'
import { fasterTimers, systemTimers } from '../../../simulators/timers.js'
import type { Ambient } from '../ambient.js'
import { CommandError } from '../command.js'
import { numberFlag } from '../number-flag.js'
import { printJson } from '../text/output.js'
import { chosenWorkout } from './chosen-workout.js'
import { faultsOf } from './flags.js'

/** What was said of a Bluetooth peripheral, as texts. */
export type PeripheralArgs = Readonly<
  Partial<
    Record<'adapter' | 'name' | 'power' | 'heart-rate' | 'faults', string | undefined> &
      Record<'broadcast' | 'json', boolean | undefined>
  >
> &
  Readonly<Record<'workout' | 'speed' | 'seed', string>>

type SensorOptions = RiderOptions & { readonly name?: string | undefined; readonly faults: readonly SensorFault[] }

const sensorOptions = async (kind: 'strap' | 'trainer', args: PeripheralArgs): Promise<SensorOptions> => ({
  seed: numberFlag('seed', args.seed, { min: 0, max: 2 ** 32 - 1 }),
  name: args.name,
  faults: faultsOf(args.faults, sensorFaults),
  power: args.power === undefined ? undefined : numberFlag('power', args.power, { min: 0, max: 2000 }),
  heartRate:
    args['heart-rate'] === undefined ? undefined : numberFlag('heart-rate', args['heart-rate'], { min: 20, max: 250 }),
  ...(await chosenWorkout(args.workout, kind)),
})

async function createPeripheral(kind: 'strap' | 'trainer', args: PeripheralArgs): Promise<Peripheral> {
  const options = await sensorOptions(kind, args)
  if (kind === 'trainer') {
    const { createTrainer } = await import('../../../simulators/peripheral/trainer.js')
    return createTrainer(options)
  }
  const { createStrap } = await import('../../../simulators/peripheral/strap.js')
  const { createBroadcastingStrap } = await import('../../../simulators/peripheral/broadcasting-strap.js')
  return args.broadcast === true ? createBroadcastingStrap(options) : createStrap(options)
}

const usualBus = 'unix:path=/var/run/dbus/system_bus_socket'

/** Serves a simulated strap or trainer on a Bluetooth adapter until the process is asked to stop. */
export async function serveOverBluetooth(
  kind: 'strap' | 'trainer',
  args: PeripheralArgs,
  ambient: Ambient,
): Promise<void> {
  const speed = numberFlag('speed', args.speed, { min: 0.1, max: 100 })
  const peripheral = await createPeripheral(kind, args)
  const { servePeripheral } = await import('../../../simulators/peripheral/server/serve-peripheral.js')
  let lose = (): void => {}
  const lost = new Promise<'lost'>((resolve) => {
    lose = () => resolve('lost')
  })
  const served = await servePeripheral(peripheral, {
    busAddress: ambient.environment.DBUS_SYSTEM_BUS_ADDRESS ?? usualBus,
    timers: fasterTimers(systemTimers(ambient.clock), speed),
    adapter: args.adapter,
    onLost: () => lose(),
  })
  const { name, address } = served.adapter
  const services = peripheral.services.map(({ uuid }) => uuid)
  if (args.json === true) printJson({ kind, name: peripheral.name, adapter: name, address, services }, ambient)
  else ambient.out.write(`${peripheral.name} is in the air on ${name} (${address}); Ctrl-C ends it\n`)
  const end = await Promise.race([lost, ambient.stopRequested])
  await served.close()
  if (end === 'lost') throw new CommandError('bluetoothd ended, and the peripheral with it; start it again, then this')
}
