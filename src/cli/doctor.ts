import type { Ambient } from './ambient.js'
import { type AnyCommand, CommandError, command } from './command.js'
import { findDaemon } from './daemon/client.js'
import { checkBluetooth } from './doctor/bluetooth-checks.js'
import { type BluetoothSight, seeBluetooth } from './doctor/bluetooth-sight.js'
import { type Finding, ok } from './doctor/check.js'
import { checkClock, checkDataFolder, checkNode } from './doctor/machine-checks.js'
import { checkBroker, checkDaemon, checkInflux } from './doctor/service-checks.js'
import { checkStore } from './doctor/store-check.js'
import { clientFlags, loadConfig } from './load-config.js'
import { printJson } from './text/output.js'

const line = ({ check, verdict, detail, advice }: Finding): string =>
  `${verdict.padEnd(8)} ${check.padEnd(12)} ${detail}${advice === undefined ? '' : `\n${' '.repeat(22)}→ ${advice}`}\n`

const checkRadio = async (isOn: boolean, sight: () => Promise<BluetoothSight>): Promise<readonly Finding[]> =>
  isOn ? checkBluetooth(await sight()) : [ok('Bluetooth', 'off by configuration (ble.enabled)')]

/** `vitald doctor`: what stands in the way of a ride on this machine, and how to mend it. */
export const doctorCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'doctor',
    summary: 'Check this machine: Node, data folder, clock, Bluetooth, broker, InfluxDB',
    example: 'vitald doctor --json',
    args: { ...clientFlags, json: { type: 'boolean', description: 'print the findings as JSON' } },
    async run(args) {
      const config = loadConfig(args, ambient)
      const daemon = await checkDaemon(findDaemon(args, ambient).http)
      const isRunning = daemon.detail !== 'not running'
      const findings = [
        checkNode(ambient.nodeVersion),
        checkDataFolder(config.data),
        checkClock(ambient.clock),
        ...(await checkRadio(config.ble.enabled, () => seeBluetooth(args, ambient, isRunning))),
        await checkBroker(config, isRunning),
        await checkInflux(config),
        daemon,
        ...(isRunning ? [await checkStore(args, ambient)] : []),
      ]
      if (args.json) printJson({ findings }, ambient)
      else for (const finding of findings) ambient.out.write(line(finding))
      if (findings.some(({ verdict }) => verdict === 'failure')) throw new CommandError('something needs mending')
    },
  })
