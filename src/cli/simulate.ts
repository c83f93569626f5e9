import type { Ambient } from './ambient.js'
import { type AnyCommand, command, group, UsageError } from './command.js'
import { heartRateFlags, mqttFlags, peripheralFlags, rideFlags, workoutFlag } from './simulate/flags.js'
import { serveOverBluetooth } from './simulate/over-bluetooth.js'
import { wearOverMqtt } from './simulate/over-mqtt.js'

const watch = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'watch',
    summary: 'A simulated watch over MQTT: a workout that is made up, or a recorded one',
    example: 'vitald simulate watch --workout run --speed 0',
    args: { workout: workoutFlag('watch'), ...mqttFlags, ...rideFlags },
    run: (args) => wearOverMqtt('watch', args, ambient),
  })

/** The first of these flags that was given. */
const givenOf = (flags: object, args: Readonly<Record<string, unknown>>): string | undefined =>
  Object.keys(flags).find((flag) => args[flag] !== undefined && args[flag] !== false)

/** Whether a sensor is to speak MQTT: as soon as a flag is given that only MQTT has. */
function isOverMqtt(args: Readonly<Record<string, unknown>>): boolean {
  const mqtt = givenOf(mqttFlags, args)
  const bluetooth = givenOf({ ...peripheralFlags, ...heartRateFlags }, args)
  if (mqtt !== undefined && bluetooth !== undefined) {
    throw new UsageError(
      `--${mqtt} is of a device over MQTT and --${bluetooth} of one over Bluetooth: take one of them`,
    )
  }
  return mqtt !== undefined
}

const strap = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'strap',
    summary: 'A simulated heart rate strap on a Bluetooth adapter; over MQTT with --broker or --device',
    example: 'vitald simulate strap --adapter hci1 --heart-rate 132',
    args: { workout: workoutFlag('strap'), ...peripheralFlags, ...heartRateFlags, ...mqttFlags, ...rideFlags },
    run: (args) =>
      isOverMqtt(args) ? wearOverMqtt('strap', args, ambient) : serveOverBluetooth('strap', args, ambient),
  })

const trainer = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'trainer',
    summary: 'A simulated trainer on a Bluetooth adapter, to be controlled; over MQTT with --broker or --device',
    example: 'vitald simulate trainer --adapter hci1 --power 200',
    args: { workout: workoutFlag('trainer'), ...peripheralFlags, ...mqttFlags, ...rideFlags },
    run: (args) =>
      isOverMqtt(args) ? wearOverMqtt('trainer', args, ambient) : serveOverBluetooth('trainer', args, ambient),
  })

/** `vitald simulate`: devices that are not there. */
export const simulateCommand = (ambient: Ambient): AnyCommand =>
  group('simulate', 'Simulated devices: over MQTT against any broker, or on a Bluetooth adapter', {
    watch: watch(ambient),
    strap: strap(ambient),
    trainer: trainer(ambient),
  })
