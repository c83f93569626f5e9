import { readdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sourceFiles } from './imports.js'

const isTable = (file: string): boolean => file.startsWith('src/health/data/')
const files = ['src', 'devices', 'simulators', 'dashboard/src', 'test'].flatMap(sourceFiles)

describe('rooms stay small', () => {
  it('has no file past 300 lines but pure tables', () => {
    const long = files.filter((file) => !isTable(file) && readFileSync(file, 'utf8').split('\n').length > 301)
    expect(long).toEqual([])
  })

  it('has no folder past 15 files', () => {
    const full = [...new Set(files.map((file) => dirname(file)))].filter(
      (folder) => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()).length > 15,
    )
    expect(full).toEqual([])
  })
})
