import { beforeEach, describe, expect, it } from 'vitest'
import { openUsers, type Users } from '../../src/privacy/users.js'
import type { Documents } from '../../src/store/documents.js'
import { memoryDocuments } from './memory-documents.js'

let now = 1_000
let documents: Documents
let users: Users
const open = (): Users => openUsers({ documents, clock: () => now })

beforeEach(() => {
  now = 1_000
  documents = memoryDocuments()
  users = open()
})

describe('users', () => {
  it('has a user me from the start', () => {
    expect(users.all()).toEqual([{ id: 'me', name: 'me', timeZone: 'UTC', history: {} }])
  })

  it('gives who names no zone the zone of the machine', async () => {
    users = openUsers({ documents, clock: () => now, timeZone: 'Europe/Berlin' })
    expect(users.get('me')?.timeZone).toBe('Europe/Berlin')
    expect((await users.create({ id: 'anna' })).timeZone).toBe('Europe/Berlin')
  })

  it('finds after opening again what it kept', async () => {
    await users.create({ id: 'anna', name: 'Anna', bodyMass: 61, zones: { heartRate: [120, 150] } })
    await users.patch('me', { name: 'Me' })
    expect(open().all()).toEqual(users.all())
  })

  it('refuses a taken id', async () => {
    await expect(users.create({ id: 'me' })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('forgets a removed user', async () => {
    await users.create({ id: 'anna' })
    await users.remove('anna')
    expect(users.get('anna')).toBeUndefined()
    expect(open().get('anna')).toBeUndefined()
  })

  it.each(['patch', 'remove'] as const)('does not %s an unknown user', async (verb) => {
    await expect(users[verb]('nobody', {})).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('a profile', () => {
  it('changes by what a patch names and loses what it sets to null', async () => {
    await users.patch('me', { bodyMass: 70, goals: { move: 500, stand: 12 } })
    const patched = await users.patch('me', { height: 1.8, bodyMass: null, goals: { move: 600, stand: null } })
    expect(patched).toMatchObject({ height: 1.8, goals: { move: 600 } })
    expect(patched).not.toHaveProperty('bodyMass')
    expect(patched.goals).toEqual({ move: 600 })
  })

  it('keeps the former values of a fact that changes, with the instant of the change', async () => {
    await users.patch('me', { bodyMass: 70 })
    now = 2_000
    await users.patch('me', { bodyMass: 70, name: 'same mass' })
    now = 3_000
    await users.patch('me', { bodyMass: 69, zones: { heartRate: [130] } })
    now = 4_000
    await users.patch('me', { bodyMass: null })
    expect(users.get('me')?.history).toEqual({
      bodyMass: [
        { value: 70, from: 1_000 },
        { value: 69, from: 3_000 },
        { value: null, from: 4_000 },
      ],
      zones: [{ value: { heartRate: [130] }, from: 3_000 }],
    })
  })

  it('keeps the zones that a person was in, because days are of the zone of then', async () => {
    await users.patch('me', { timeZone: 'Europe/Berlin' })
    now = 2_000
    const { history } = await users.patch('me', { timeZone: 'Asia/Tokyo' })
    expect(history.timeZone).toEqual([
      { value: 'Europe/Berlin', from: 1_000 },
      { value: 'Asia/Tokyo', from: 2_000 },
    ])
  })

  it('bounds its history', async () => {
    for (let mass = 1; mass <= 1_010; mass += 1) await users.patch('me', { bodyMass: (mass % 90) + 10 })
    expect(users.get('me')?.history.bodyMass).toHaveLength(1_000)
  })

  it('knows a type by its full identifier', async () => {
    const { sourcePriority } = await users.patch('me', {
      sourcePriority: { HKQuantityTypeIdentifierStepCount: ['watch', 'phone'] },
    })
    expect(sourcePriority).toEqual({ stepCount: ['watch', 'phone'] })
  })

  it.each([
    { says: 'an unknown zone', patch: { timeZone: 'Europe/Atlantis' }, pointer: '/timeZone' },
    { says: 'an offset for a zone', patch: { timeZone: '+01:00' }, pointer: '/timeZone' },
    { says: 'an unknown fact', patch: { shoeSize: 44 }, pointer: '/shoeSize' },
    { says: 'a mass of nothing', patch: { bodyMass: 0 }, pointer: '/bodyMass' },
    { says: 'a day that does not exist', patch: { dateOfBirth: '2001-02-30' }, pointer: '/dateOfBirth' },
    { says: 'an unknown sex', patch: { biologicalSex: 'x' }, pointer: '/biologicalSex' },
    {
      says: 'a pause without days',
      patch: { pausedDays: [{ start: '2026-11-22', end: '2026-11-22' }] },
      pointer: '/pausedDays/0/end',
    },
    { says: 'a negative goal', patch: { goals: { move: -1 } }, pointer: '/goals/move' },
    { says: 'borders that do not ascend', patch: { zones: { heartRate: [150, 120] } }, pointer: '/zones/heartRate' },
    { says: 'zones of what is no quantity', patch: { zones: { sleepAnalysis: [1] } }, pointer: '/zones/sleepAnalysis' },
    { says: 'a unit of another dimension', patch: { units: { bodyMass: 'km' } }, pointer: '/units/bodyMass' },
    { says: 'what is no unit', patch: { units: { bodyMass: 'stones?' } }, pointer: '/units/bodyMass' },
    {
      says: 'a source that is no slug',
      patch: { sourcePriority: { stepCount: ['My Watch'] } },
      pointer: '/sourcePriority/stepCount/0',
    },
    { says: 'no object at all', patch: 7, pointer: '' },
  ])('refuses $says and stays as it was', async ({ patch, pointer }) => {
    const before = users.get('me')
    await expect(users.patch('me', patch)).rejects.toMatchObject({
      code: 'invalidArgument',
      errors: [expect.objectContaining({ pointer })],
    })
    expect(users.get('me')).toEqual(before)
  })
})
