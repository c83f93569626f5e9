import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { measure } from '../child.js'
import { type Line, median } from '../report.js'
import { type Contender, openLogins } from './contender.js'
import { cpuMsOf } from './cpu.js'
import { startEngine } from './engine.js'
import { startNaive, startNodeRed } from './pipelines.js'

const messages = 20_000
const patienceMs = 120_000
const load = fileURLToPath(new URL('load.js', import.meta.url))
const floorProgram = fileURLToPath(new URL('floor.js', import.meta.url))
const loaded = z.object({ began: z.number(), ackedMs: z.number(), messages: z.number() })

interface Outcome {
  /** Samples a second, from the first message to the last durable sample. */
  readonly perSecond: number
  readonly cpuMsEach: number
}

async function run(contender: Contender, each: number): Promise<Outcome> {
  const cpuBefore = cpuMsOf(contender.pids())
  const words = [contender.url, JSON.stringify(contender.logins), String(messages / each), String(each)]
  const { began, messages: sent } = await measure(load, words, loaded)
  const samples = sent * each
  while ((await contender.durable()) < samples) {
    if (Date.now() - began > patienceMs) throw new Error('samples are missing')
    await pause(20)
  }
  const tookMs = Date.now() - began
  return { perSecond: (samples / tookMs) * 1000, cpuMsEach: (cpuMsOf(contender.pids()) - cpuBefore) / samples }
}

/** The bare broker; what it acknowledged is all there is to wait for. */
async function startFloor(): Promise<Contender> {
  const child = spawn(process.execPath, [floorProgram], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  const url = String(line).replace('ready ', '').trim()
  return {
    url,
    logins: openLogins,
    pids: () => [child.pid],
    durable: async () => Number.POSITIVE_INFINITY,
    close: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

async function measureOnce(start: () => Promise<Contender>, each: number): Promise<Outcome> {
  const contender = await start()
  try {
    return await run(contender, each)
  } finally {
    await contender.close()
  }
}

const contenders = { vitald: () => startEngine(), nodeRed: startNodeRed, naive: startNaive, floor: startFloor }
type Name = keyof typeof contenders

async function rounds(each: number, times: number): Promise<Record<Name, Outcome[]>> {
  const all: Record<Name, Outcome[]> = { vitald: [], nodeRed: [], naive: [], floor: [] }
  for (let round = 0; round < times; round++) {
    for (const name of Object.keys(contenders) as Name[]) all[name].push(await measureOnce(contenders[name], each))
  }
  return all
}

const speed = (outcomes: readonly Outcome[]): number => median(outcomes.map(({ perSecond }) => perSecond))
const cpu = (outcomes: readonly Outcome[]): number => median(outcomes.map(({ cpuMsEach }) => cpuMsEach * 1000))

/** MQTT QoS 1 to durable, samples a second, and CPU a sample of engine and broker. */
export async function mqttBench(times: number): Promise<Line[]> {
  const one = await rounds(1, times)
  const ten = await rounds(10, times)
  const single = { promise: 'MQTT QoS 1 to durable, one sample a message', ours: speed(one.vitald), unit: 'samples/s' }
  const many = { promise: 'MQTT QoS 1 to durable, ten samples a message', ours: speed(ten.vitald), unit: 'samples/s' }
  const work = { promise: 'CPU a sample, engine and broker', ours: cpu(one.vitald), unit: 'µs' }
  return [
    { ...single, peer: speed(one.nodeRed), against: 'Node-RED + join', bar: { atLeast: 6 } },
    { ...single, peer: speed(one.naive), against: 'naive script', bar: { atLeast: 3 } },
    { ...single, peer: speed(one.floor), against: 'broker alone', bar: { atLeast: 0.6 } },
    { ...many, peer: speed(ten.nodeRed), against: 'Node-RED + join', bar: { atLeast: 3.5 } },
    { ...many, peer: speed(ten.naive), against: 'naive script', bar: { atLeast: 2.4 } },
    { ...work, peer: cpu(one.nodeRed), against: 'Node-RED + join', bar: { atMost: 1 / 5 } },
    { ...work, peer: cpu(one.naive), against: 'naive script', bar: { atMost: 1 / 3 } },
  ]
}
