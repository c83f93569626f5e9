import { accessSync, constants, existsSync, mkdirSync, statfsSync, statSync } from 'node:fs'
import type { Clock } from '../../health/clock.js'
import { type Finding, failure, ok, warning } from './check.js'

const lowestNode = [20, 19] as const
const buildDay = Date.UTC(2026, 0, 1)
const lowSpaceBytes = 200e6

/** Whether this Node is new enough. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number)
  const isEnough = major > lowestNode[0] || (major === lowestNode[0] && minor >= lowestNode[1])
  return isEnough
    ? ok('node', version)
    : failure('node', `${version} is too old`, `install Node ${lowestNode.join('.')} or newer`)
}

/** Whether the data folder can be written, is private, and has room. */
export function checkDataFolder(folder: string): Finding {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return failure('data folder', reason, `make ${folder} writable, or name another with --data`)
  }
  if ((statSync(folder).mode & 0o077) !== 0) {
    return warning('data folder', `${folder} can be read by others`, `chmod 700 ${folder}`)
  }
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  return free < lowSpaceBytes
    ? warning('data folder', `${Math.round(free / 1e6)} MB left at ${folder}`, 'make room on this disk')
    : ok('data folder', `${folder}, ${(free / 1e9).toFixed(1)} GB free`)
}

/** Whether the clock can be right: a Raspberry Pi without network starts years ago. */
export function checkClock(clock: Clock): Finding {
  const now = clock()
  const shown = new Date(now).toISOString()
  return now < buildDay
    ? failure('clock', `${shown} is in the past`, 'set the time: `timedatectl set-ntp true`')
    : ok('clock', shown)
}
