import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HealthError } from '../../src/health/error.js'
import type { Reading } from '../../src/health/sample.js'
import { distantFuture } from '../../src/health/time.js'
import { createIngest, type IngestLimits } from '../../src/ingest/create-ingest.js'
import { openDevices } from '../../src/ingest/device-registry.js'
import type { Ledger } from '../../src/ingest/ingest.js'
import { memoryStore } from './memory-store.js'
import { beat, noon, watts } from './readings.js'

const inaccessible = new HealthError('databaseInaccessible', 'the disk is full')

/** An ingest on a store in memory; `strap` is of `me`, every other device is nobody's. */
async function begin({ disk, limits }: { disk?: Map<string, string>; limits?: IngestLimits } = {}) {
  const memory = memoryStore(disk)
  const clock = () => noon + 60_000
  const devices = openDevices({
    documents: memory.store.documents,
    hasUser: (user) => user === 'me',
    adopt: false,
    random: (buffer) => buffer.fill(7),
    clock,
  })
  if (devices.get('strap') === undefined) await devices.add('strap', 'me')
  const ingest = createIngest({ store: memory.store, devices, clock, limits })
  const receive = (readings: readonly Reading[], device = 'strap') => ingest.receive({ device, readings, at: clock() })
  return { ...memory, devices, ingest, receive }
}

const balance = ({ received, stored, duplicate, refused, waiting }: Ledger): number =>
  received - stored - duplicate - waiting - Object.values(refused).reduce((sum, count) => sum + count, 0)

describe('a delivery of an owned device', () => {
  it('is saved for the owner, with the device as its source', async () => {
    const { receive, saved } = await begin()
    expect(await receive([beat(140)])).toEqual({ stored: 1, duplicates: 0, waiting: 0 })
    expect(saved).toMatchObject([{ user: 'me', sample: { value: 140, source: 'strap', device: 'strap' } }])
  })

  it('may name itself as its source', async () => {
    const { receive, saved } = await begin()
    await receive([beat(140, 0, { source: 'strap' })])
    expect(saved).toMatchObject([{ sample: { source: 'strap', device: 'strap' } }])
  })

  it('settles the objects of a correlation too', async () => {
    const { receive, saved } = await begin()
    const part = { kind: 'quantity', start: noon, end: noon, metadata: {} }
    const objects = [
      { ...part, type: 'bloodPressureSystolic', value: 120 },
      { ...part, type: 'bloodPressureDiastolic', value: 80 },
    ]
    await receive([{ ...part, kind: 'correlation', type: 'bloodPressure', objects } as unknown as Reading])
    expect(saved).toMatchObject([{ sample: { objects: [{ source: 'strap' }, { source: 'strap', device: 'strap' }] } }])
  })

  it('counts a reading that comes again as a duplicate', async () => {
    const { receive, ingest } = await begin()
    await receive([beat(140)])
    expect(await receive([beat(140), beat(141, 1)])).toEqual({ stored: 1, duplicates: 1, waiting: 0 })
    expect(ingest.ledger()).toEqual({ received: 3, stored: 2, duplicate: 1, refused: {}, waiting: 0 })
  })

  it.each([
    ['a heart rate of zero', [beat(140), beat(0, 1)], '/samples/1/value', 'implausible'],
    ['a power no legs have', [watts([200, 4_000])], '/samples/0/values/1', 'implausible'],
    ['another device', [beat(140, 0, { device: 'watch' })], '/samples/0/device', 'otherDevice'],
    ['another source', [beat(140, 0, { source: 'gym-app' })], '/samples/0/source', 'otherDevice'],
    ['a time past the allowed minute', [beat(140, 121)], '/samples/0/start', 'futureTimestamp'],
    ['an end that is to come', [beat(140, 0, { end: noon + 121_000 })], '/samples/0/end', 'futureTimestamp'],
    ['a time before 1970', [beat(140, 0, { start: -1 })], '/samples/0/start', 'negativeTimestamp'],
  ] as const)('is refused whole for %s', async (_, readings, pointer, reason) => {
    const { receive, saved, ingest } = await begin()
    await expect(receive(readings)).rejects.toMatchObject({ code: 'invalidArgument', errors: [{ pointer }] })
    expect(saved).toEqual([])
    expect(ingest.ledger()).toMatchObject({ received: readings.length, refused: { [reason]: readings.length } })
  })

  it('may be a minute ahead of our clock', async () => {
    const { receive } = await begin()
    expect(await receive([beat(140, 120)])).toMatchObject({ stored: 1 })
  })

  it('may have an end that nobody knows yet', async () => {
    const { receive } = await begin()
    const facts = {
      kind: 'category',
      type: 'pregnancy',
      value: 0,
      start: noon,
      end: distantFuture,
      metadata: {},
    } as const
    expect(await receive([facts])).toMatchObject({ stored: 1 })
  })

  it('counts nothing while the store cannot be written, so that it counts once when it comes again', async () => {
    const { receive, failWith, ingest } = await begin()
    failWith(inaccessible)
    await expect(receive([beat(140)])).rejects.toBe(inaccessible)
    expect(ingest.ledger().received).toBe(0)
    failWith(undefined)
    await receive([beat(140)])
    expect(ingest.ledger()).toMatchObject({ received: 1, stored: 1 })
  })

  it('counts what the store refuses by its code', async () => {
    const { receive, failWith, ingest } = await begin()
    failWith(new HealthError('invalidArgument', 'a duration is too long'))
    await expect(receive([beat(140)])).rejects.toThrow('too long')
    expect(ingest.ledger()).toMatchObject({ received: 1, refused: { invalidArgument: 1 } })
  })

  it('waits outside when the device is over its quota, and counts nothing for it', async () => {
    const { receive, ingest } = await begin({ limits: { quota: { burst: 2, perSecond: 1 } } })
    await receive([beat(140), beat(141, 1)])
    await expect(receive([beat(142, 2)])).rejects.toMatchObject({ code: 'tooManyRequests' })
    expect(ingest.ledger()).toMatchObject({ received: 2, refused: {} })
  })
})

describe('a delivery of a device without an owner', () => {
  it('waits, and makes the device known so that it can be assigned', async () => {
    const { receive, devices, ingest, saved } = await begin()
    expect(await receive([beat(140)], 'watch')).toEqual({ stored: 0, duplicates: 0, waiting: 1 })
    expect(devices.get('watch')).toMatchObject({ id: 'watch', registered: false })
    expect(saved).toEqual([])
    expect(ingest.ledger()).toMatchObject({ received: 1, waiting: 1 })
  })

  it('is saved for the one it is assigned to, oldest first', async () => {
    const { receive, devices, ingest, saved } = await begin()
    await receive([beat(140)], 'watch')
    await receive([beat(141, 1), beat(140)], 'watch')
    expect(await ingest.release('watch')).toBe(0)
    await devices.assign('watch', 'me')
    expect(await ingest.release('watch')).toBe(3)
    expect(saved.map(({ sample }) => sample.start)).toEqual([noon, noon + 1_000])
    expect(ingest.ledger()).toEqual({ received: 3, stored: 2, duplicate: 1, refused: {}, waiting: 0 })
    expect(await ingest.release('watch')).toBe(0)
  })

  it('is saved at once when its owner comes while it is put away', async () => {
    const { receive, devices, ingest } = await begin()
    await devices.introduce('watch', {})
    const receipt = receive([beat(140)], 'watch')
    await Promise.all([devices.assign('watch', 'me'), receipt])
    expect(ingest.ledger()).toMatchObject({ stored: 1, waiting: 0 })
  })

  it('waits through a restart, counted as received', async () => {
    const before = await begin()
    await before.receive([beat(140), beat(141, 1)], 'watch')
    const after = await begin({ disk: before.disk })
    expect(after.ingest.ledger()).toMatchObject({ received: 2, waiting: 2 })
    await after.receive([beat(142, 2)], 'watch')
    await after.devices.assign('watch', 'me')
    expect(await after.ingest.release('watch')).toBe(3)
    expect(after.saved).toHaveLength(3)
  })

  it('is refused when its own or the whole room is full, and the others go on', async () => {
    const { receive, ingest } = await begin({ limits: { waiting: { perDevice: 2, total: 3 } } })
    await receive([beat(140), beat(141, 1)], 'watch')
    await expect(receive([beat(142, 2)], 'watch')).rejects.toMatchObject({ code: 'authorizationNotDetermined' })
    await receive([beat(140)], 'ring')
    await expect(receive([beat(140)], 'scale')).rejects.toThrow('no owner')
    expect(await receive([beat(140)])).toMatchObject({ stored: 1 })
    expect(ingest.ledger()).toMatchObject({ received: 6, waiting: 3, refused: { waitingRoomFull: 2 } })
  })

  it('has its room back after the release', async () => {
    const { receive, devices, ingest } = await begin({ limits: { waiting: { total: 1 } } })
    await receive([beat(140)], 'watch')
    await devices.assign('watch', 'me')
    await ingest.release('watch')
    expect(await receive([beat(140)], 'ring')).toMatchObject({ waiting: 1 })
  })

  it('goes on waiting while the store cannot be written', async () => {
    const { receive, devices, ingest, failWith } = await begin()
    await receive([beat(140)], 'watch')
    await devices.assign('watch', 'me')
    failWith(inaccessible)
    await expect(ingest.release('watch')).rejects.toBe(inaccessible)
    expect(ingest.ledger()).toMatchObject({ waiting: 1, stored: 0 })
    failWith(undefined)
    expect(await ingest.release('watch')).toBe(1)
  })

  it('is neither kept nor counted when it cannot be written', async () => {
    const { receive, ingest, failWrites } = await begin()
    failWrites(true)
    await expect(receive([beat(140)], 'watch')).rejects.toMatchObject({ code: 'databaseInaccessible' })
    failWrites(false)
    expect(ingest.ledger()).toMatchObject({ received: 0, waiting: 0 })
  })

  it('that can no longer be read is refused, and holds up nothing', async () => {
    const { receive, devices, ingest, disk } = await begin()
    await receive([beat(140)], 'watch')
    await receive([beat(141, 1)], 'watch')
    const [torn] = [...disk.keys()].filter((key) => key.includes('waiting'))
    disk.set(torn ?? '', '{"device":"watch"}')
    await devices.assign('watch', 'me')
    await ingest.release('watch')
    expect(ingest.ledger()).toMatchObject({ stored: 1, waiting: 0, refused: { unreadable: 1 } })
  })
})

describe("a program's samples", () => {
  it('are saved under its name and answered with their UUIDs', async () => {
    const { ingest, saved } = await begin()
    expect(await ingest.save('me', 'diary', [beat(60), beat(61, 1)])).toEqual(['uuid-0', 'uuid-1'])
    expect(saved[0]).toMatchObject({ user: 'me', sample: { source: 'diary' } })
    expect(saved[0]?.sample.device).toBeUndefined()
  })

  it('may lie in the future but have to be sane', async () => {
    const { ingest } = await begin()
    await ingest.save('me', 'diary', [beat(60, 86_400)])
    await expect(ingest.save('me', 'diary', [beat(0)])).rejects.toMatchObject({
      errors: [{ pointer: '/samples/0/value' }],
    })
    expect(ingest.ledger()).toMatchObject({ received: 2, stored: 1, refused: { implausible: 1 } })
  })
})

it('balances the ledger whatever comes', async () => {
  const step = fc.record({
    device: fc.constantFrom('strap', 'watch', 'ring'),
    values: fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 1, maxLength: 4 }),
    next: fc.constantFrom('nothing', 'assign', 'fail', 'heal', 'refuse'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { receive, devices, ingest, failWith } = await begin({ limits: { waiting: { perDevice: 6, total: 9 } } })
      for (const { device, values, next } of steps) {
        await receive(
          values.map((value) => beat(value, value)),
          device,
        ).catch(() => undefined)
        if (next === 'fail') failWith(inaccessible)
        if (next === 'heal') failWith(undefined)
        if (next === 'refuse') ingest.refuse('malformed', 1)
        if (next === 'assign') {
          await devices.assign('watch', 'me').catch(() => undefined)
          await ingest.release('watch').catch(() => undefined)
        }
        expect(balance(ingest.ledger())).toBe(0)
      }
    }),
  )
})
