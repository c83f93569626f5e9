import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Driver from 'better-sqlite3'
import { afterAll, expect, it } from 'vitest'
import { openStore } from '../../../src/store/open-store.js'
import { beat, ten } from '../samples.js'
import { seededRandom } from '../seeded-random.js'

const folder = mkdtempSync(join(tmpdir(), 'vitald-describer-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('what a failed commit said of origins does not hold, and leaves nothing that names what is not there', async () => {
  const options = { file: join(folder, 'failing.db'), clock: () => ten, random: seededRandom(1) }
  const store = openStore(options)
  await store.origins.describeDevice('strap', { firmwareVersion: '1' })
  const other = new Driver(options.file)
  other.exec('begin immediate')
  const failing = [
    store.origins.describeDevice('strap', { firmwareVersion: '2' }),
    store.origins.setTimeZone('ada', 'Asia/Tokyo'),
    store.save('ada', [beat(ten, 60)]),
  ]
  for (const { status } of await Promise.allSettled(failing)) expect(status).toBe('rejected')
  other.exec('rollback')
  const { uuids } = await store.save('ada', [beat(ten, 60)])
  expect(await store.origins.of('ada', uuids)).toMatchObject([{ device: { firmwareVersion: '1' } }])
  expect(store.origins.timeZoneOf('ada')).toBeUndefined()
  await store.close()
  const missing =
    'select count(*) count from stream where device_revision is not null and device_revision not in (select id from device_revision)'
  expect(other.prepare(missing).get()).toEqual({ count: 0 })
  other.close()
})
