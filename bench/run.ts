import { parseArgs } from 'node:util'
import { appleBench } from './apple/bench.js'
import { bluetoothBench } from './bluetooth/bench.js'
import { feedBench } from './feed/bench.js'
import { liveBench } from './live/bench.js'
import { machineText } from './machine.js'
import { mqttBench } from './mqtt/bench.js'
import { isMet, type Line, table } from './report.js'
import { sessionsBench } from './sessions/bench.js'
import { sizesBench } from './sizes/bench.js'
import { statisticsBench } from './statistics/bench.js'
import { storageBench } from './storage/bench.js'

const benches = {
  storage: storageBench,
  statistics: statisticsBench,
  sizes: sizesBench,
  feed: feedBench,
  mqtt: mqttBench,
  live: liveBench,
  bluetooth: bluetoothBench,
  sessions: sessionsBench,
  apple: appleBench,
} as const
type BenchName = keyof typeof benches
const names = Object.keys(benches) as BenchName[]

const usage = `Measures vitald beside its peers and prints the ratios beside their bars.

npm run bench -- [--rounds N] [--only ${names.join('|')}]

  --rounds N   how often each is measured; the median counts (5)
  --only NAME  only these lines; may be given more than once
  --help       this text
`

const options = {
  rounds: { type: 'string', default: '5' },
  only: { type: 'string', multiple: true },
  help: { type: 'boolean', default: false },
} as const

interface Wanted {
  readonly rounds: number
  readonly benches: readonly BenchName[]
}

const isName = (text: string): text is BenchName => names.some((name) => name === text)

/** Undefined when help is wanted. Throws on words that it does not know. */
function readWords(words: readonly string[]): Wanted | undefined {
  const { values } = parseArgs({ args: [...words], options })
  if (values.help) return undefined
  const rounds = Number(values.rounds)
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds wants a whole number from 1')
  const only = values.only ?? names
  const unknown = only.find((name) => !isName(name))
  if (unknown !== undefined) throw new Error(`--only wants one of ${names.join(', ')}, not ${unknown}`)
  return { rounds, benches: names.filter((name) => only.includes(name)) }
}

/** A bench that breaks must not hide what the others found. */
async function linesOf(name: BenchName, rounds: number): Promise<Line[]> {
  try {
    return await benches[name](rounds)
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof Error ? error.stack : error}\n`)
    process.exitCode = 1
    return []
  }
}

async function bench(wanted: Wanted): Promise<void> {
  const began = performance.now()
  const lines: Line[] = []
  for (const name of wanted.benches) lines.push(...(await linesOf(name, wanted.rounds)))
  const minutes = ((performance.now() - began) / 60_000).toFixed(1)
  const met = `${lines.filter(isMet).length} of ${lines.length} bars met`
  process.stdout.write(
    `${table(lines)}\n\n${met}; medians of ${wanted.rounds} rounds, ${minutes} min\n${machineText()}\n`,
  )
}

try {
  const wanted = readWords(process.argv.slice(2))
  if (wanted === undefined) process.stdout.write(usage)
  else await bench(wanted)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  process.exitCode = 2
}
