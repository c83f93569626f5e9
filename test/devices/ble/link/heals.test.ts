import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adapter, openStage, type Stage } from './stage.js'

const second = 'AA:00:00:00:00:02'
const sensors = ['C0:FF:EE:00:00:01', 'C0:FF:EE:00:00:02', 'C0:FF:EE:00:00:03']
const deviceOf = (address: string): string => `sensor-00${address.slice(-2)}`

type Fault = (stage: Stage, address: string, of: string) => void

const faults: Readonly<Record<string, Fault>> = {
  drop: ({ radio }, address) => radio.drop(address),
  outOfRange({ radio }, address) {
    radio.sensor(address).advertising = false
    radio.drop(address)
  },
  inRange({ radio }, address) {
    radio.sensor(address).advertising = true
  },
  refuse({ radio }, address) {
    radio.sensor(address).refusals = 3
  },
  hang({ radio }, address) {
    radio.sensor(address).connectHangs = true
    radio.drop(address)
  },
  neverResolve({ radio }, address) {
    radio.sensor(address).neverResolves = true
    radio.drop(address)
  },
  disconnectHangs({ radio }, address) {
    radio.sensor(address).disconnectHangs = true
  },
  notifyFails({ radio }, address) {
    radio.sensor(address).notifyFault = 'heldElsewhere'
    radio.drop(address)
  },
  mute({ radio }, address) {
    radio.sensor(address).muted = true
  },
  vanish: ({ radio }, address) => radio.vanish(address),
  vanishes({ radio }, address) {
    radio.sensor(address).vanishes = true
  },
  unplug: ({ radio }, _, of) => radio.unplug(of),
  plug: ({ radio }, _, of) => radio.plug(of),
  off: ({ radio }, _, of) => radio.power(of, false),
  on: ({ radio }, _, of) => radio.power(of, true),
  goAway: ({ radio }) => radio.goAway(),
  comeBack: ({ radio }) => radio.comeBack(),
  sleep: ({ time }) => time.sleep(120_000),
  linkByOther({ radio }, address, of) {
    if (radio.peripherals().some((each) => each.id === `${of}/${address}`) && radio.linksOf(address).length === 0)
      radio.linkByOther(of, address)
  },
}

const steps = fc.array(
  fc.record({
    fault: fc.constantFrom(...Object.keys(faults)),
    sensor: fc.constantFrom(...sensors),
    of: fc.constantFrom(adapter, second),
    ms: fc.constantFrom(0, 60, 300, 1_000, 7_000, 40_000),
  }),
  { maxLength: 25 },
)

/** An attempt that hangs while its adapter is switched off and on. */
const switchedOff = [
  { fault: 'hang', sensor: 'C0:FF:EE:00:00:01', of: adapter, ms: 0 },
  { fault: 'unplug', sensor: 'C0:FF:EE:00:00:01', of: second, ms: 1_000 },
  { fault: 'off', sensor: 'C0:FF:EE:00:00:01', of: adapter, ms: 300 },
  { fault: 'on', sensor: 'C0:FF:EE:00:00:01', of: adapter, ms: 7_000 },
]

const mend = ({ radio }: Stage): void => {
  radio.comeBack()
  for (const of of [adapter, second]) {
    radio.plug(of)
    radio.power(of, true)
  }
  for (const address of sensors)
    Object.assign(radio.sensor(address), {
      advertising: true,
      refusals: 0,
      connectHangs: false,
      neverResolves: false,
      disconnectHangs: false,
      notifyFault: undefined,
      muted: false,
    })
}

const open = (): Stage => {
  const stage = openStage()
  stage.radio.addAdapter(second)
  for (const address of sensors) stage.own(address)
  stage.play()
  return stage
}

describe('after any faults', () => {
  it('every sensor that is near streams again, and gives each value once', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const stage = open()
        for (const { fault, sensor, of, ms } of sequence) {
          faults[fault]?.(stage, sensor, of)
          await stage.time.advance(ms)
        }
        mend(stage)
        await stage.time.advance(240_000)
        const states = sensors.map((address) => stage.state(deviceOf(address)))
        expect(states).toEqual(['streaming', 'streaming', 'streaming'])
        const [from, before] = [stage.sent.length, stage.heard.values.length]
        await stage.time.advance(10_000)
        expect(stage.heard.values.slice(before).map(({ value }) => value)).toEqual(stage.sent.slice(from))
        expect(stage.sent.length - from).toBe(30)
        const values = stage.heard.values.map(({ value }) => value)
        expect(new Set(values).size).toBe(values.length)
        // Scanning on while connecting is right after a peripheral has vanished, so that is not judged here.
        expect(stage.radio.violations).not.toContain('two attempts to connect at once')
        await stage.bluetooth.close()
        expect(stage.radio.listeners()).toBe(0)
      }),
      { numRuns: 60, examples: [[switchedOff]] },
    )
  })
})
