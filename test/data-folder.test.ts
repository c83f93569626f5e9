import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDataFolder } from '../src/data-folder.js'
import { HealthError } from '../src/health/error.js'
import { holdFile } from '../src/store/sqlite/file-lock.js'

let parent: string
let path: string
let made = 0

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'vitald-test-'))
  path = join(parent, 'data')
})

afterEach(() => rmSync(parent, { recursive: true, force: true }))

const makeToken = () => {
  made += 1
  return `token-${made}`
}
const open = (hold = holdFile) => openDataFolder({ path, makeToken, hold })
const facts = { http: 'http://127.0.0.1:1', mqtt: 'mqtt://127.0.0.1:2', pid: 3 }
const note = () => join(path, 'daemon.json')
const mode = (file: string) => statSync(file).mode & 0o777

describe('the data folder', () => {
  it('is made for its owner alone, and keeps its token', () => {
    const first = open()
    expect([mode(path), mode(join(path, 'token'))]).toEqual([0o700, 0o600])
    first.close()
    const second = open()
    expect(second.token).toBe(first.token)
    second.close()
  })

  it('says where the daemon listens until it is closed', () => {
    const folder = open()
    folder.announce(facts)
    expect(JSON.parse(readFileSync(note(), 'utf8'))).toEqual(facts)
    folder.close()
    expect(existsSync(note())).toBe(false)
  })

  it('has one daemon at a time', () => {
    const folder = open()
    folder.announce(facts)
    expect(() => open()).toThrow(new HealthError('conflict', 'a daemon runs on this data folder already (process 3)'))
    expect(existsSync(note())).toBe(true)
    folder.close()
    open().close()
  })

  it('opens after a crash, whatever is left of the note and whoever has its process number now', () => {
    open().close()
    for (const left of ['', '{"ht', JSON.stringify({ ...facts, pid: process.ppid })]) {
      writeFileSync(note(), left)
      open().close()
      expect(existsSync(note())).toBe(false)
    }
  })

  it('makes a new token when the file was cut short: nobody comes in with nothing', () => {
    open().close()
    writeFileSync(join(path, 'token'), '\n')
    const folder = open()
    expect(folder.token).toMatch(/^token-\d+$/)
    expect(readFileSync(join(path, 'token'), 'utf8').trim()).toBe(folder.token)
    folder.close()
  })
})
