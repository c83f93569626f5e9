// Makes sure that the programs which the tests drive are installed. Nothing is skipped: without them the run ends here.
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const programs = ['influxd', 'mosquitto', 'mosquitto_pub', 'mosquitto_passwd', 'dbus-daemon', 'chromium', 'openssl']
const packages = ['influxdb', 'influxdb-client', 'mosquitto', 'mosquitto-clients', 'dbus', 'chromium', 'openssl']
const update = ['apt-get', 'update']
const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...packages]

// Debian keeps daemons in /usr/sbin, which is not on everybody's path.
const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin']

const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const missing = () => programs.filter((program) => !folders.some((folder) => isExecutable(join(folder, program))))

const succeeds = ([program, ...args], stdio) =>
  spawnSync(program, args, { stdio, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0

/** What to put before a command so that it runs as root; undefined when that would need a password. */
const asRoot = () => {
  if (process.getuid?.() === 0) return []
  return succeeds(['sudo', '-n', 'true'], 'ignore') ? ['sudo', '-n'] : undefined
}

const installMissing = () => {
  const prefix = isExecutable('/usr/bin/apt-get') ? asRoot() : undefined
  if (prefix === undefined) return
  console.log(`services: installing ${packages.join(' ')}`)
  // An outdated list of packages may still do, so a failed update alone decides nothing.
  succeeds([...prefix, ...update], 'inherit')
  succeeds([...prefix, ...install], 'inherit')
}

const before = missing()
if (before.length > 0) {
  console.log(`services: missing ${before.join(', ')}`)
  installMissing()
}

const after = missing()
if (after.length > 0) {
  console.error(`services: the tests need ${after.join(', ')}; on Debian run as root:`)
  console.error(`  ${update.join(' ')} && ${install.join(' ')}`)
  process.exit(1)
}
console.log(`services: ${programs.join(', ')} are there`)
