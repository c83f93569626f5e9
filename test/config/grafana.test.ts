import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { findType } from '../../src/health/type.js'

const folder = 'config/grafana'
const read = (file: string) => readFileSync(`${folder}/${file}`, 'utf8')

const source = z.object({ uid: z.string() })
const target = z.object({ datasource: source, query: z.string() })
const grid = z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() })
const dashboard = z.object({
  id: z.null(),
  uid: z.string().regex(/^[\w-]{1,40}$/),
  schemaVersion: z.literal(39),
  panels: z.array(
    z.object({ id: z.number(), type: z.string(), gridPos: grid, datasource: source, targets: z.array(target) }),
  ),
  templating: z.object({ list: z.array(z.object({ name: z.string(), datasource: source, query: z.string() })) }),
  annotations: z.object({ list: z.array(z.object({ datasource: source, query: z.string().optional() })) }),
})

const ours = ['workout', 'workoutEvent']
const macros = ['timeFilter', '__interval', 'tag_device']

describe.each(readdirSync(`${folder}/dashboards`))('the dashboard %s', (file) => {
  const { panels, templating, annotations } = dashboard.parse(JSON.parse(read(`dashboards/${file}`)))
  const queries = [...panels.flatMap(({ targets }) => targets), ...annotations.list].flatMap(({ query }) => query ?? [])

  it('asks the data source that is provisioned with it', () => {
    const uid = /uid: (\S+)/.exec(read('provisioning/datasources/influxdb.yaml'))?.[1]
    const asked = [...panels, ...panels.flatMap(({ targets }) => targets), ...templating.list, ...annotations.list]
    expect(new Set(asked.map(({ datasource }) => datasource.uid))).toEqual(new Set([uid, '-- Grafana --']))
  })

  it('asks for measurements that are written, in the time that is shown', () => {
    for (const query of queries) {
      expect(query).toContain('$timeFilter')
      const measurement = /FROM "(\w+)"/.exec(query)?.[1] ?? ''
      expect(ours.includes(measurement) || findType(measurement)?.family === 'quantity').toBe(true)
    }
  })

  it('uses no variable that is not declared', () => {
    const known = [...macros, ...templating.list.map(({ name }) => name)]
    const used = queries.flatMap((query) => [...query.matchAll(/\$(\w+)/g)].map(([, name]) => name))
    expect(used.filter((name) => !known.includes(name ?? ''))).toEqual([])
  })

  it('keeps its panels apart and inside the grid', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    )
    expect(new Set(cells).size).toBe(cells.length)
    expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true)
  })
})
