import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { measure } from '../child.js'
import { cpuMsOf } from '../cpu.js'
import { type Line, median } from '../report.js'
import { inRounds } from '../rounds.js'
import type { Contender } from './contender.js'
import { startEngine, startEngineIntoInflux } from './engine.js'
import { startFloor } from './floor-broker.js'
import { startNaive, startNodeRed } from './pipelines.js'

/** What is published: messages, and samples in each. */
interface Load {
  readonly messages: number
  readonly each: number
}

interface Outcome {
  /** Samples a second, from the first message to the last durable sample. */
  readonly perSecond: number
  readonly cpuMsEach: number
}

const single: Load = { messages: 30_000, each: 1 }
const tens: Load = { messages: 10_000, each: 10 }
// All of them are to run for months, so what they do while their code is still being compiled counts for none of them.
const warmUpMessages = 5_000
const patienceMs = 120_000
const pollMs = 20
const loadProgram = fileURLToPath(new URL('load.js', import.meta.url))
const loaded = z.object({ began: z.number(), ackedMs: z.number(), messages: z.number() })

async function publish(contender: Contender, { messages, each }: Load, from: number): Promise<Outcome> {
  const cpuBefore = cpuMsOf(contender.pids())
  const words = [contender.url, JSON.stringify(contender.logins), String(messages), String(each), String(from)]
  const sent = await measure(loadProgram, words, loaded)
  const samples = sent.messages * each
  const { durable } = contender
  const tookMs = durable === undefined ? sent.ackedMs : await untilDurable(durable, from * each + samples, sent)
  return { perSecond: (samples / tookMs) * 1000, cpuMsEach: (cpuMsOf(contender.pids()) - cpuBefore) / samples }
}

/** How long after its first message the last sample was durable, ms. */
async function untilDurable(
  durable: () => Promise<number>,
  samples: number,
  { began, ackedMs }: z.infer<typeof loaded>,
): Promise<number> {
  // A pipeline that had all of it before the last message was acknowledged cannot have been faster than the load.
  for (let tookMs = ackedMs; tookMs < patienceMs; tookMs = Date.now() - began) {
    if ((await durable()) >= samples) return tookMs
    await pause(pollMs)
  }
  throw new Error('samples are missing')
}

const measured = (start: () => Promise<Contender>, load: Load) => async (): Promise<Outcome> => {
  const contender = await start()
  try {
    await publish(contender, { ...load, messages: warmUpMessages }, 0)
    return await publish(contender, load, warmUpMessages)
  } finally {
    await contender.close()
  }
}

const speed = (outcomes: readonly Outcome[]): number => median(outcomes.map(({ perSecond }) => perSecond))
const cpu = (outcomes: readonly Outcome[]): number => median(outcomes.map(({ cpuMsEach }) => cpuMsEach * 1000))

async function singleLines(times: number): Promise<Line[]> {
  const { vitald, both, nodeRed, naive, floor } = await inRounds('mqtt, one sample a message', times, {
    vitald: measured(startEngine, single),
    both: measured(startEngineIntoInflux, single),
    nodeRed: measured(startNodeRed, single),
    naive: measured(startNaive, single),
    floor: measured(startFloor, single),
  })
  const stored = { promise: 'MQTT QoS 1 to durable, one sample a message', ours: speed(vitald), unit: 'samples/s' }
  const written = { promise: 'the same into InfluxDB too', ours: speed(both), unit: 'samples/s' }
  const work = { promise: 'CPU a sample, engine and broker', ours: cpu(vitald), unit: 'µs' }
  return [
    { ...stored, peer: speed(nodeRed), against: 'Node-RED + join', bar: { atLeast: 6 } },
    { ...stored, peer: speed(naive), against: 'naive script', bar: { atLeast: 3 } },
    { ...stored, peer: speed(floor), against: 'broker alone', bar: { atLeast: 0.6 } },
    { ...written, peer: speed(nodeRed), against: 'Node-RED + join', bar: { atLeast: 4 } },
    { ...written, peer: speed(naive), against: 'naive script', bar: { atLeast: 2 } },
    { ...work, peer: cpu(nodeRed), against: 'Node-RED + join', bar: { atMost: 1 / 5 } },
    { ...work, peer: cpu(naive), against: 'naive script', bar: { atMost: 1 / 3 } },
  ]
}

async function tenLines(times: number): Promise<Line[]> {
  const { vitald, nodeRed, naive } = await inRounds('mqtt, ten samples a message', times, {
    vitald: measured(startEngine, tens),
    nodeRed: measured(startNodeRed, tens),
    naive: measured(startNaive, tens),
  })
  const stored = { promise: 'MQTT QoS 1 to durable, ten samples a message', ours: speed(vitald), unit: 'samples/s' }
  return [
    { ...stored, peer: speed(nodeRed), against: 'Node-RED + join', bar: { atLeast: 3.5 } },
    { ...stored, peer: speed(naive), against: 'naive script', bar: { atLeast: 2.4 } },
  ]
}

/** MQTT QoS 1 to durable, samples a second, and CPU a sample of engine and broker. */
export async function mqttBench(times: number): Promise<Line[]> {
  return [...(await singleLines(times)), ...(await tenLines(times))]
}
