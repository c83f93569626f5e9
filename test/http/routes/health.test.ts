import { describe, expect, it } from 'vitest'
import type { Readiness } from '../../../src/http/http-parts.js'
import type { Figure } from '../../../src/http/metrics.js'
import { openApp } from '../open-app.js'

const nobody = {}

const asking = async (
  parts: { readiness?: () => readonly Readiness[]; figures?: () => readonly Figure[] },
  url: string,
) => {
  const http = await openApp(parts)
  try {
    return await http.ask('GET', url, undefined, nobody)
  } finally {
    await http.close()
  }
}

describe('without a sign-in', () => {
  it('/healthz says that the engine is alive', async () => {
    expect(await asking({}, '/healthz')).toMatchObject({ status: 200, json: { ok: true } })
  })

  it('/readyz says that every part is fit', async () => {
    const readiness = () => [{ part: 'store', ok: true }]
    expect(await asking({ readiness }, '/readyz')).toMatchObject({
      status: 200,
      json: { ok: true, parts: [{ part: 'store', ok: true }] },
    })
  })

  it('/readyz says which part is not, and why', async () => {
    const readiness = () => [
      { part: 'store', ok: true },
      { part: 'broker', ok: false, reason: 'the connection is refused' },
    ]
    expect(await asking({ readiness }, '/readyz')).toMatchObject({
      status: 503,
      json: {
        ok: false,
        parts: [
          { part: 'store', ok: true },
          { part: 'broker', ok: false, reason: 'the connection is refused' },
        ],
      },
    })
  })

  it('/metrics gives the counters in the text format of Prometheus', async () => {
    const figures = (): readonly Figure[] => [
      { name: 'vitald_readings_stored_total', help: 'Readings stored', kind: 'counter', value: 7 },
      {
        name: 'vitald_readings_refused_total',
        help: 'Readings refused',
        kind: 'counter',
        value: 2,
        labels: { reason: 'skew' },
      },
      {
        name: 'vitald_readings_refused_total',
        help: 'Readings refused',
        kind: 'counter',
        value: 3,
        labels: { reason: 'quota' },
      },
      { name: 'vitald_readings_waiting', help: 'Readings waiting', kind: 'gauge', value: 0 },
    ]
    const answer = await asking({ figures }, '/metrics')
    expect(answer.headers['content-type']).toContain('text/plain; version=0.0.4')
    expect(answer.text.split('\n')).toEqual(
      expect.arrayContaining([
        '# TYPE vitald_readings_stored_total counter',
        'vitald_readings_stored_total 7',
        'vitald_readings_refused_total{reason="skew"} 2',
        'vitald_readings_refused_total{reason="quota"} 3',
        '# HELP vitald_readings_waiting Readings waiting',
        'vitald_readings_waiting 0',
      ]),
    )
  })
})
