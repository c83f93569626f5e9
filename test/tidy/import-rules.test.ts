import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Import, importsOf, sourceFiles } from './imports.js'

const folders = ['src', 'devices', 'simulators', 'dashboard/src']
const files = folders.flatMap(sourceFiles)
const imports = files.flatMap((file) => importsOf(file))

const fitTables = [
  'src/exchange/fit/',
  'src/exchange/recording/sport.ts',
  'src/exchange/recording/sport-words.ts',
  'src/exchange/write/sports.ts',
]

/** The table of the architecture: what each place may import of ours. `types:` allows only `import type`. */
const rules: Readonly<Record<string, readonly string[]>> = {
  'src/health/': [],
  'src/store/': ['src/health/'],
  'src/influx/': ['src/health/', 'types:src/store/'],
  // What a person can say about a sensor is kept with the device.
  'src/ingest/': ['src/health/', 'types:src/store/', 'devices/ble/sensor-settings'],
  'src/exchange/': ['src/health/', 'types:src/store/'],
  'src/imports/': ['src/health/', 'src/exchange/', 'types:src/store/', 'types:src/session/'],
  'src/observers/': ['src/health/', 'types:src/store/'],
  'src/privacy/': ['src/health/', 'types:src/store/'],
  'src/plans/': ['src/health/', 'types:src/store/', ...fitTables],
  'src/session/': ['src/health/', 'types:src/store/', 'src/plans/'],
  'src/activity/': ['src/health/', 'types:src/store/'],
  'devices/mqtt/': ['src/health/'],
  'devices/ble/': ['src/health/'],
  // Tables of characteristics are wire formats, which both ends share.
  'simulators/': ['src/health/', 'src/exchange/', 'devices/ble/profiles/', 'devices/ble/advertising/'],
  'src/http/': [
    'src/session/sessions.ts',
    'src/session/closing/finish-steps.ts',
    ...['src/health/', 'src/privacy/', 'src/activity/', 'src/plans/', 'src/exchange/', 'types:src/imports/'],
    ...['types:src/store/', 'types:src/ingest/', 'types:src/observers/', 'types:src/session/'],
    ...['types:devices/ble/', 'devices/ble/sensor-settings', 'devices/ble/radio/remedy.ts'],
  ],
  // What notifications mean can be asked of the tables without a daemon.
  'src/cli/': [
    ...['src/health/', 'src/config.ts', 'src/exchange/', 'src/plans/', 'simulators/'],
    ...['devices/ble/profiles/', 'devices/ble/readings/'],
    // The doctor looks for itself when no daemon runs.
    ...['devices/ble/bluez/open-bluez-radio.ts', 'devices/ble/radio/'],
  ],
  'src/config.ts': ['src/health/', 'devices/mqtt/foreign/mapping-entry.ts'],
  'src/data-folder.ts': ['src/health/'],
  'src/start-failure.ts': ['src/health/'],
  'src/figures.ts': [
    'types:src/http/',
    'types:src/influx/',
    'types:src/ingest/',
    'types:src/observers/',
    'types:src/store/',
    'types:devices/ble/bluetooth.ts',
  ],
  'src/client.ts': ['src/client/', 'src/health/', 'types:src/http/', 'types:src/plans/'],
  // The shapes of answers that live beside their routes, and nothing of the routes.
  'src/client/': [
    'src/health/',
    'src/http/audit-json.ts',
    'src/http/authorization-json.ts',
    'src/http/client-json.ts',
    'src/http/device-json.ts',
    'src/http/kinds/bulk-page.ts',
    'src/http/plans/plan-json.ts',
    'types:src/plans/',
    'src/http/subscriptions/subscription-json.ts',
    'src/http/user-json.ts',
    'src/privacy/characteristics.ts',
    'types:src/privacy/client.ts',
  ],
  'src/library/': ['src/health/', 'src/store/', 'src/ingest/', 'src/privacy/', 'src/http/'],
  'src/index.ts': ['src/'],
  'dashboard/src/': [],
  'src/engine/': ['src/', 'devices/'],
  'src/main.ts': ['src/cli/', 'src/engine/'],
}

/** Client libraries, each at home in one place. */
const homes: Readonly<Record<string, RegExp>> = {
  'better-sqlite3': /^src\/store\//,
  aedes: /^devices\/mqtt\//,
  mqtt: /^(devices\/mqtt|simulators)\//,
  influx: /^src\/influx\//,
  xstate: /^(src\/session|devices\/ble\/link\/sensor)\//,
  fastify: /^src\/http\//,
  'temporal-polyfill': /^src\/health\/calendar\/zone\.ts$/,
  'fit-file-parser': /^test\//,
  saxes: /^src\/(exchange|plans)\//,
  'node-ble': /^devices\/ble\/bluez\/bus\/bus-session\.ts$/,
  'dbus-next': /^(devices\/ble\/bluez\/bus|simulators\/dbus)\//,
  citty: /^src\/cli\//,
  'prom-client': /^src\/http\//,
  'eventsource-parser': /^src\/(client|cli)\//,
  marked: /^src\/http\/guide\//,
  yauzl: /^src\/imports\/archive\//,
  yazl: /^(src\/cli\/exchange|test)\//,
}

const place = (file: string): string => Object.keys(rules).find((start) => file.startsWith(start)) ?? ''
const isOurs = (target: string): boolean => folders.some((folder) => target.startsWith(`${folder}/`))
const show = ({ from, target }: Import): string => `${from} imports ${target}`

const mayImport = ({ from, target, typeOnly }: Import): boolean => {
  const home = place(from)
  if (target.startsWith(home) && home.endsWith('/')) return true
  return (rules[home] ?? []).some((rule) =>
    rule.startsWith('types:') ? typeOnly && target.startsWith(rule.slice(6)) : target.startsWith(rule),
  )
}

const packageOf = (target: string): string =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/')

/** Source text without comments, so that a word in a doc comment is no offence. */
const codeOf = (file: string): string =>
  readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')

const offences = (pattern: RegExp, isExempt: (file: string) => boolean): string[] =>
  files.filter((file) => !isExempt(file) && pattern.test(codeOf(file)))

describe('imports run one way', () => {
  it('finds the imports it judges', () => {
    expect(
      importsOf('a/b.ts', "import type { X } from '../c/d.js'\nexport { y } from 'zod'\nconst z = import('./e.js')"),
    ).toEqual([
      { from: 'a/b.ts', target: 'c/d.ts', typeOnly: true },
      { from: 'a/b.ts', target: 'zod', typeOnly: false },
      { from: 'a/b.ts', target: 'a/e.ts', typeOnly: false },
    ])
    expect(imports.length).toBeGreaterThan(100)
  })

  it('has a rule for every file', () => {
    expect(files.filter((file) => place(file) === '')).toEqual([])
  })

  it('keeps to the table of the architecture', () => {
    expect(imports.filter((each) => isOurs(each.target) && !mayImport(each)).map(show)).toEqual([])
  })

  it('lets nothing import the composition root', () => {
    const isRoot = (file: string): boolean => file === 'src/main.ts' || file.startsWith('src/engine/')
    expect(imports.filter(({ from, target }) => isRoot(target) && !isRoot(from)).map(show)).toEqual([])
  })

  it.each(['src/health/', 'src/client/'])('keeps %s free of the platform, so that it runs in a browser', (home) => {
    expect(imports.filter(({ from, target }) => from.startsWith(home) && target.startsWith('node:')).map(show)).toEqual(
      [],
    )
  })

  it.each(Object.entries(homes))('keeps %s at home', (library, home) => {
    const strays = imports.filter(
      ({ from, target, typeOnly }) => packageOf(target) === library && !home.test(from) && !typeOnly,
    )
    expect(strays.map(show)).toEqual([])
  })

  it('has no cycle', () => {
    const edges = new Map(files.map((file) => [file, importsOf(file).filter(({ typeOnly }) => !typeOnly)]))
    const done = new Set<string>()
    const walk = (file: string, path: readonly string[]): string[] => {
      if (path.includes(file)) return [[...path.slice(path.indexOf(file)), file].join(' → ')]
      if (done.has(file)) return []
      const found = (edges.get(file) ?? []).flatMap(({ target }) => walk(target, [...path, file]))
      done.add(file)
      return found
    }
    expect(files.flatMap((file) => walk(file, []))).toEqual([])
  })
})

describe('invariants by absence', () => {
  const isOutside = (file: string): boolean =>
    ['src/main.ts', 'src/library/open-health-store.ts', 'src/client/sessions/command-id.ts'].includes(file) ||
    file.startsWith('src/cli/') ||
    file.startsWith('dashboard/')

  it.each([
    ['clock', /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|\bprocess\.hrtime/],
    ['randomness', /\bMath\.random\(|\brandomBytes\(|\brandomUUID\(|\bgetRandomValues\(/],
    ['environment', /\bprocess\.env\b|\bprocess\.argv\b/],
  ])('reads no %s outside main and cli', (_, pattern) => {
    expect(offences(pattern, isOutside)).toEqual([])
  })

  it('writes no SQL outside the store', () => {
    const sql = /\b(SELECT\s+[\w*,\s]+\s+FROM|INSERT INTO|DELETE FROM|CREATE TABLE|UPDATE\s+\w+\s+SET)\b/i
    expect(offences(sql, (file) => file.startsWith('src/store/') || file.startsWith('src/influx/'))).toEqual([])
  })

  it('says no word of InfluxDB outside its part', () => {
    const isHome = (file: string): boolean =>
      file.startsWith('src/influx/') ||
      file.startsWith('src/engine/') ||
      isOutside(file) ||
      ['src/config.ts', 'src/figures.ts'].includes(file)
    expect(offences(/influx/i, isHome)).toEqual([])
  })

  it('says no word of BlueZ outside its part', () => {
    const homes = ['devices/ble/', 'simulators/bluez/', 'simulators/peripheral/', 'src/cli/', 'src/engine/']
    expect(offences(/bluez/i, (file) => homes.some((home) => file.startsWith(home)))).toEqual([])
  })

  it('has no default export but where a tool demands one', () => {
    expect(offences(/^export default/m, () => false)).toEqual([])
  })

  it('leaves no mark of unfinished work', () => {
    expect(offences(/\b(TODO|FIXME|XXX|HACK)\b/, () => false)).toEqual([])
  })
})
