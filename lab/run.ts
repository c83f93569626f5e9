import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

const help = `Rides through every fault of the air on real BlueZ, in the emulated machine of a BLE lab.

  npm run lab -- PATH_OF_LAB [--reconnects 100] [--only NAME]... [--logs FOLDER]

  npm run lab -- ../ble-lab --reconnects 10 --only "link dropped"

PATH_OF_LAB holds run.sh, set up with its setup.sh. Ends with 0 when the record has the gaps and nothing else.
`

/** Starts the lab's machine with a strap and a bike in the air, and the ride in it. */
function start(lab: string, words: readonly string[], logs: string | undefined): void {
  const machine = [
    ...['--timeout', '3000', '--sensors', 'hrm bike', ...(logs === undefined ? [] : ['--logs', logs])],
    ...[process.cwd(), '--', process.execPath, join('dist', 'lab', 'ride.js'), ...words],
  ]
  const child = spawn(join(lab, 'run.sh'), machine, { stdio: 'inherit' })
  child.on('error', (error) => fail(`the lab does not start: ${error.message}`))
  child.on('close', (status) => {
    process.exitCode = status ?? 1
  })
}

function fail(reason: string): void {
  process.stderr.write(`${reason}\n\n${help}`)
  process.exitCode = 2
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    reconnects: { type: 'string', default: '100' },
    only: { type: 'string', multiple: true, default: [] },
    logs: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
const [lab] = positionals
if (values.help) process.stdout.write(help)
else if (lab === undefined || !existsSync(join(lab, 'run.sh'))) fail('PATH_OF_LAB has to name a folder with run.sh')
else start(resolve(lab), [values.reconnects, ...values.only], values.logs)
