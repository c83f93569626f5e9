import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openStore } from '../../../src/store/open-store.js'
import { FreshHistory } from '../../../src/store/reader/fresh-history.js'
import { openReader } from '../../../src/store/sqlite/database.js'
import { beat, ten } from '../samples.js'
import { seededRandom } from '../seeded-random.js'

const folder = mkdtempSync(join(tmpdir(), 'vitald-reader-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('a connection that only reads sees revisions and zones that came after it was opened', async () => {
  const file = join(folder, 'fresh.db')
  const store = openStore({ file, clock: () => ten, random: seededRandom(1) })
  await store.save('ada', [beat(ten, 60)])
  const database = openReader(file)
  const fresh = new FreshHistory(database)
  const origins = () => fresh.read(() => fresh.history.streams.ofUser('ada').map(({ origin }) => origin))
  const before = { source: { source: 'watch' }, device: { id: 'strap' } }
  expect(origins()).toEqual([before])
  await store.origins.describeSource({ source: 'watch', version: '2' })
  await store.origins.describeDevice('strap', { name: 'H10' })
  await store.origins.setTimeZone('ada', 'Asia/Tokyo')
  const { uuids } = await store.save('ada', [beat(ten + 1, 61)])
  expect(origins()).toEqual([
    before,
    { source: { source: 'watch', version: '2' }, device: { id: 'strap', name: 'H10' } },
  ])
  expect(fresh.read(() => fresh.history.find('ada', uuids[0] ?? ''))).toMatchObject({ timeZone: 'Asia/Tokyo' })
  database.close()
  await store.close()
})
