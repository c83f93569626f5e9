import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type ReadyMapping, readyFileSchema, readyMappings } from '../../../../devices/mqtt/foreign/mapping-entry.js'
import { isBalanced, noon, openForeignEngine, readyOf } from './foreign-engine.js'

const fixtureSchema = z.strictObject({
  origin: z.string(),
  messages: z.array(
    z.strictObject({ topic: z.string(), payload: z.unknown(), after: z.number(), retained: z.boolean().optional() }),
  ),
  samples: z.array(
    z.strictObject({
      device: z.string(),
      type: z.string(),
      value: z.number(),
      at: z.number(),
      until: z.number(),
      arrival: z.literal(true).optional(),
    }),
  ),
  devices: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  refused: z.record(z.string(), z.number()).default({}),
})

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))
const fixtureOf = (name: ReadyMapping) => fixtureSchema.parse(json(`test/fixtures/mqtt-foreign/${name}.json`))

/** A name that ends in a hash is written with a star for it. */
const named = (device: string | undefined): string => (device ?? '').replace(/\.\.[0-9a-f]{16}$/, '..*')
const bySample = (a: { readonly text: string }, b: { readonly text: string }): number => (a.text < b.text ? -1 : 1)

const expectedOf = ({ samples }: z.infer<typeof fixtureSchema>) =>
  samples
    .map(({ device, type, value, at, until, arrival }) => ({
      text: `${device} ${type} ${at} to ${until}${arrival ? ' by arrival' : ''}`,
      value: expect.closeTo(value, 9),
    }))
    .sort(bySample)

describe('the ready mappings', () => {
  it('are the files of their folder', () => {
    expect(readdirSync('config/mappings').sort()).toEqual(readyMappings.map((name) => `${name}.json`).sort())
  })

  it.each(readyMappings)('say of %s where it comes from', (name) => {
    expect(readyFileSchema.parse(json(`config/mappings/${name}.json`)).source).toMatch(/20\d\d/)
  })

  it.each(readyMappings)('read what %s publishes', async (name) => {
    const fixture = fixtureOf(name)
    const engine = openForeignEngine(readyOf(name))
    for (const message of fixture.messages) await engine.send(message)
    const found = (await engine.samples()).map(({ device, type, value, start, end, metadata }) => ({
      text: `${named(device)} ${type} ${start - noon} to ${end - noon}${metadata.arrivalTime ? ' by arrival' : ''}`,
      value,
    }))
    expect(found.sort(bySample)).toEqual(expectedOf(fixture))
    for (const [device, facts] of Object.entries(fixture.devices))
      expect(engine.devices.get(device)).toMatchObject(facts)
    const ledger = engine.ingest.ledger()
    expect(ledger.refused).toEqual(fixture.refused)
    expect(isBalanced(ledger)).toBe(true)
  })

  it.each(readyMappings)('take the messages of %s twice without doubling', async (name) => {
    const { messages } = fixtureOf(name)
    const engine = openForeignEngine(readyOf(name))
    for (const message of messages) await engine.send(message)
    const once = await engine.samples()
    for (const message of messages) await engine.send(message)
    const timed = (samples: typeof once) => samples.filter(({ metadata }) => metadata.arrivalTime === undefined)
    expect(timed(await engine.samples())).toEqual(timed(once))
  })
})
