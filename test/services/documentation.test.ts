import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openApp, type TestApp, token } from '../http/open-app.js'
import { blocksOf, programOf } from './page-program.js'

// Inside the tree, so that it is compiled as the rest is, and where nothing else looks.
mkdirSync('.vitest', { recursive: true })
const folder = mkdtempSync(resolve('.vitest', 'docs-'))
const lines: unknown[][] = []
let http: TestApp

const write = (name: string, changed: Readonly<Record<string, string>>): string => {
  const file = join(folder, `${name}.ts`)
  writeFileSync(file, programOf(`docs/${name}.md`, changed))
  return file
}
const run = async (file: string): Promise<void> => {
  lines.length = 0
  vi.spyOn(console, 'log').mockImplementation((...words) => void lines.push(words))
  try {
    await import(file)
  } finally {
    vi.restoreAllMocks()
  }
}

let files: { readonly library: string; readonly samples: string; readonly client: string }
beforeAll(async () => {
  http = await openApp()
  files = {
    library: write('library', {
      "from 'vitald'": "from '../../src/index.js'",
      "'health.db'": JSON.stringify(join(folder, 'health.db')),
    }),
    samples: write('samples', { "from 'vitald'": "from '../../src/index.js'" }),
    client: write('client', {
      "from 'vitald/client'": "from '../../src/client.js'",
      "'http://127.0.0.1:8420'": JSON.stringify(await http.listen()),
      'process.env.VITALD_TOKEN': JSON.stringify(token),
    }),
  }
})
afterAll(async () => {
  await http.close()
  rmSync(folder, { recursive: true })
})

describe('the examples of the pages', () => {
  it('are there', () => {
    expect(blocksOf('docs/library.md').length).toBeGreaterThan(10)
    expect(blocksOf('docs/client.md').length).toBeGreaterThan(5)
  })

  it('compile as they stand', async () => {
    const options = { outDir: folder, rootDir: '../..', noUnusedLocals: false }
    const config = { extends: '../../tsconfig.json', compilerOptions: options, include: ['*.ts'], exclude: [] }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    const compiler = resolve('node_modules/.bin/tsc')
    const { stdout } = await promisify(execFile)(compiler, ['--noEmit', '-p', folder]).catch((failed) => failed)
    expect(stdout.split('\n').filter((line: string) => line.includes('.vitest') || line.startsWith(folder))).toEqual([])
  }, 120_000)

  it('of the library run', async () => {
    await run(files.library)
    expect(lines).toContainEqual(['invalidArgument', [expect.objectContaining({ pointer: '/samples/0/unit' })]])
    expect(lines).toContainEqual(['2026-11-21T23:00:00.000Z', 900])
  })

  it('of the samples run', async () => {
    await run(files.samples)
    expect(lines).toContainEqual([['series', 'heartbeatSeries', 'workoutRoute']])
  })

  it('of the client run', async () => {
    await run(files.client)
    expect(lines).toContainEqual(['invalidArgument', [expect.objectContaining({ pointer: '/samples/0/unit' })]])
    expect(lines).toContainEqual(['no workout'])
  })
})
