import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { HealthStore } from '../../../src/store/health-store.js'
import { openStore } from '../../../src/store/open-store.js'
import { beat, quantity, steps, ten } from '../../store/samples.js'
import { seededRandom } from '../../store/seeded-random.js'
import { openTestStore } from '../open-store.js'

const folder = mkdtempSync(join(tmpdir(), 'vitald-source-'))
afterAll(() => rmSync(folder, { recursive: true }))

const revision = { source: 'watch', version: '1.2', productType: 'Watch6,1', operatingSystemVersion: '11.0.1' }

const all = async (store: HealthStore) => (await store.samples('ada', {})).items
const originsOf = async (store: HealthStore) =>
  store.origins.of(
    'ada',
    (await all(store)).map(({ uuid }) => uuid),
  )

describe('§ 4.8 source revision', () => {
  it('is source, version, product type and operating system', async () => {
    const store = openTestStore()
    await store.origins.describeSource(revision)
    await store.save('ada', [quantity('bodyMass', ten, 70)])
    expect(await originsOf(store)).toEqual([{ source: revision }])
  })

  it('stays as it was with what was saved before', async () => {
    const store = openTestStore()
    await store.save('ada', [beat(ten, 60)])
    await store.origins.describeSource(revision)
    await store.save('ada', [beat(ten + 1, 61), beat(ten + 2, 62, { metadata: { mine: 1 } })])
    await store.origins.describeSource({ ...revision, version: '1.3' })
    await store.save('ada', [beat(ten + 3, 63)])
    const versions = (await originsOf(store)).map((origin) => origin?.source.version)
    expect(versions).toEqual([undefined, '1.2', '1.2', '1.3'])
    expect(await store.sources('ada')).toEqual(['watch'])
  })

  it('is one source to statistics, whatever its version', async () => {
    const store = openTestStore()
    await store.save('ada', [steps(ten, ten + 60_000, 100)])
    await store.origins.describeSource(revision)
    await store.save('ada', [steps(ten + 60_000, ten + 120_000, 50)])
    expect(await store.statistics('ada', { type: 'stepCount' })).toMatchObject({ sum: 150, sources: ['watch'] })
  })

  it('does not tell of the samples of others', async () => {
    const store = openTestStore()
    const { uuids } = await store.save('bob', [beat(ten, 60)])
    expect(await store.origins.of('ada', uuids)).toEqual([undefined])
  })

  it('refuses a name that is no slug', async () => {
    const store = openTestStore()
    await expect(store.origins.describeSource({ source: 'No Slug' })).rejects.toMatchObject({ code: 'invalidArgument' })
  })
})

describe('§ 5 time zone', () => {
  it('is that of the person when the sample was saved', async () => {
    const store = openTestStore()
    await store.origins.setTimeZone('ada', 'Europe/Berlin')
    await store.save('ada', [beat(ten, 60), steps(ten, ten + 1_000, 2)])
    await store.origins.setTimeZone('ada', 'Asia/Tokyo')
    await store.save('ada', [beat(ten + 1, 60)])
    await store.condense()
    expect((await all(store)).map(({ timeZone }) => timeZone)).toEqual(['Europe/Berlin', 'Europe/Berlin', 'Asia/Tokyo'])
  })

  it('is the one that the sample names, by itself or in its metadata', async () => {
    const store = openTestStore()
    await store.origins.setTimeZone('ada', 'Europe/Berlin')
    await store.save('ada', [
      beat(ten, 60, { timeZone: 'America/New_York' }),
      beat(ten + 1, 60, { metadata: { timeZone: 'Asia/Kolkata' } }),
      beat(ten + 2, 60, { metadata: { timeZone: 'nowhere' } }),
    ])
    const [first, second, third] = await all(store)
    expect(first).toMatchObject({ timeZone: 'America/New_York', metadata: {} })
    expect(second).toMatchObject({ timeZone: 'Asia/Kolkata', metadata: { timeZone: 'Asia/Kolkata' } })
    expect(third).toMatchObject({ timeZone: 'Europe/Berlin' })
  })

  it('tells no two readings apart', async () => {
    const store = openTestStore()
    await store.save('ada', [beat(ten, 60, { timeZone: 'America/New_York' })])
    const { duplicates } = await store.save('ada', [beat(ten, 60, { timeZone: 'Asia/Kolkata' })])
    expect(duplicates).toBe(1)
  })

  it('refuses what is no zone', async () => {
    const store = openTestStore()
    for (const zone of ['+01:00', 'Europe/Nowhere', '']) {
      await expect(store.origins.setTimeZone('ada', zone)).rejects.toMatchObject({ code: 'invalidArgument' })
    }
  })
})

describe('what is known of origins', () => {
  it('is there after a restart', async () => {
    const options = { file: join(folder, 'restart.db'), clock: () => ten, random: seededRandom(1) }
    const before = openStore(options)
    await before.origins.describeSource({ ...revision, version: '1.1' })
    await before.origins.describeSource(revision)
    await before.origins.describeDevice('strap', { name: 'H10' })
    await before.origins.setTimeZone('ada', 'Europe/Berlin')
    await before.save('ada', [beat(ten, 60)])
    await before.close()
    const after = openStore(options)
    await after.save('ada', [beat(ten + 1, 61)])
    const origin = { source: revision, device: { id: 'strap', name: 'H10' } }
    expect(await originsOf(after)).toEqual([origin, origin])
    expect((await all(after)).map(({ timeZone }) => timeZone)).toEqual(['Europe/Berlin', 'Europe/Berlin'])
    expect(after.origins.timeZoneOf('ada')).toBe('Europe/Berlin')
    expect(after.origins.all('ada')).toEqual([origin])
    await after.close()
  })
})
