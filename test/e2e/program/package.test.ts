import { execFile } from 'node:child_process'
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tempFolder } from '../../setup/process.js'

const run = promisify(execFile)
const modules = resolve('node_modules')
let folder: string

/** Packs what the tree has built, and puts it into a program's folder as npm does, without a registry. */
const install = async (): Promise<void> => {
  const words = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const { stdout } = await run('npm', words, { maxBuffer: 64e6 })
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }]
  const home = join(folder, 'node_modules', 'vitald')
  await mkdir(home, { recursive: true })
  await run('tar', ['-xzf', join(folder, filename), '-C', home, '--strip-components=1'])
  await symlink(modules, join(home, 'node_modules'))
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
}

const common = { target: 'ES2023', module: 'NodeNext', strict: true, noEmit: true, skipLibCheck: false }

/** What the compiler says of a file in such a program. */
const compile = async (name: string, text: string, options: object): Promise<string> => {
  await writeFile(join(folder, `${name}.ts`), text)
  const config = { compilerOptions: { ...common, ...options }, files: [`${name}.ts`] }
  await writeFile(join(folder, `${name}.json`), JSON.stringify(config))
  const compiled = run(join(modules, '.bin', 'tsc'), ['-p', join(folder, `${name}.json`)])
  return (await compiled.catch((failed: { stdout: string }) => failed)).stdout
}

beforeAll(async () => {
  folder = await tempFolder()
  await install()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const embedding = `
import { openHealthStore, type SampleJson } from 'vitald'

const health = await openHealthStore({ file: process.argv[2] ?? 'health.db', source: { id: 'consumer' } })
const me = health.user('me')
await me.save({ type: 'heartRate', value: 60, start: 1_000 })
const samples: SampleJson[] = []
for await (const sample of me.samples({ types: ['heartRate'] })) samples.push(sample)
// @ts-expect-error: there is no such type
await me.samplesPage({ types: ['colour'] }).catch(() => undefined)
const figures = await me.statistics({ type: 'heartRate' })
console.log(samples.length, figures?.average, samples[0]?.source)
await health.close()
`

const speaking = `
import { connect, HealthError } from 'vitald/client'

const me = connect({ url: 'http://127.0.0.1:1' }).user('me')
const refused: unknown = await me.samplesPage({ types: ['heartRate'] }).catch((error: unknown) => error)
console.log(refused instanceof HealthError && refused.code)
export {}
`

describe('the packed package', () => {
  it('opens a store in a program that installs it', async () => {
    const types = { types: ['node'], typeRoots: [join(modules, '@types')], skipLibCheck: true }
    expect(await compile('embedding', embedding, types)).toBe('')
    await writeFile(
      join(folder, 'embedding.mjs'),
      embedding.replace(', type SampleJson', '').replace(': SampleJson[]', ''),
    )
    const { stdout } = await run(process.execPath, ['embedding.mjs', join(folder, 'health.db')], { cwd: folder })
    expect(stdout.trim()).toBe('1 60 consumer')
  })

  it('speaks to a daemon from a program that has no types of Node', async () => {
    const browser = { lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'], types: [] }
    expect(await compile('speaking', speaking, browser)).toBe('')
    await writeFile(join(folder, 'speaking.mjs'), speaking.replaceAll(': unknown', ''))
    const { stdout } = await run(process.execPath, ['speaking.mjs'], { cwd: folder })
    expect(stdout.trim()).toBe('databaseInaccessible')
  })
})
