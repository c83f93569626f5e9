import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readyMappings } from '../../../../devices/mqtt/foreign/mapping-entry.js'
import { defaultConfig, parseConfig } from '../../../../src/config.js'
import { openForeignEngine } from './foreign-engine.js'

const page = readFileSync('docs/devices.md', 'utf8')
const section = page.slice(
  page.indexOf('## A device that speaks its own language'),
  page.indexOf('## What vitald says'),
)
const [config, payload] = [...section.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']): unknown =>
  JSON.parse(text),
)
const topic = /arrives on `([^`]+)`/.exec(section)?.[1] ?? ''

describe('the example of a device that speaks its own language', () => {
  it('is a configuration that makes a sample of the message', async () => {
    const { mappings } = parseConfig(defaultConfig('/data'), [{ name: 'docs', values: config }]).mqtt
    const engine = openForeignEngine(mappings.flatMap((entry) => ('use' in entry ? [] : [entry])))
    await engine.send({ topic, payload })
    const { hr, ts } = z.object({ hr: z.number(), ts: z.number() }).parse(payload)
    expect(await engine.samples()).toMatchObject([{ device: 'strap', type: 'heartRate', value: hr, start: ts * 1_000 }])
  })

  it('stands beside the names of all ready mappings', () => {
    expect(readyMappings.filter((name) => !section.includes(`\`${name}\``))).toEqual([])
  })
})
