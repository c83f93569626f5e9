import { describe, expect, it } from 'vitest'
import { openPlans, plansMax } from '../../../src/plans/kept/open-plans.js'
import type { Plan } from '../../../src/plans/plan.js'
import { openMemoryStore } from '../../../src/store/open-store.js'

const plan: Plan = {
  name: 'Two by eight',
  activityType: 'cycling',
  steps: [
    { kind: 'warmup', end: { by: 'time', value: 600 } },
    {
      kind: 'repeat',
      times: 2,
      steps: [
        { kind: 'work', end: { by: 'distance', value: 1_000 } },
        { kind: 'recover', end: { by: 'time', value: 60 } },
      ],
    },
    { kind: 'cooldown', end: { by: 'lap' } },
  ],
}

const begin = () => {
  const time = { now: 1_000 }
  let ids = 0
  const clock = () => time.now
  const { documents } = openMemoryStore({ clock, random: (bytes) => bytes })
  const newId = () => {
    ids += 1
    return `made-${ids}`
  }
  return { time, documents, open: () => openPlans({ documents, clock, newId }) }
}

describe('kept plans', () => {
  it('are listed with their length, and given back whole', async () => {
    const plans = begin().open()
    expect(await plans.add('me', plan)).toEqual({
      ...{ id: 'made-1', createdAt: 1_000, updatedAt: 1_000 },
      plan: { ...plan, id: 'made-1' },
    })
    expect(plans.list('me')).toEqual([
      {
        ...{ id: 'made-1', name: 'Two by eight', activityType: 'cycling', createdAt: 1_000, updatedAt: 1_000 },
        ...{ steps: 6, duration: 720, distance: 2_000, isOpen: true },
      },
    ])
    expect(plans.get('me', 'made-1')?.plan.steps).toEqual(plan.steps)
  })

  it('outlive the process', async () => {
    const { documents, open } = begin()
    await open().add('me', { ...plan, id: 'two-by-eight' })
    await documents.put('plan', 'me/broken', { plan: 'none' })
    const plans = open()
    expect(plans.list('me').map(({ id }) => id)).toEqual(['two-by-eight'])
    expect(plans.get('me', 'two-by-eight')?.plan.name).toBe('Two by eight')
  })

  it('are changed in their place', async () => {
    const { time, open } = begin()
    const plans = open()
    await plans.put('me', 'a', plan)
    time.now = 2_000
    const changed = await plans.put('me', 'a', { ...plan, name: 'Other' })
    expect(changed).toMatchObject({ createdAt: 1_000, updatedAt: 2_000, plan: { id: 'a', name: 'Other' } })
    await expect(plans.add('me', { ...plan, id: 'a' })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('are of one person', async () => {
    const { documents, open } = begin()
    const plans = open()
    for (const user of ['me', 'anna']) await plans.put(user, 'a', plan)
    expect(plans.get('eve', 'a')).toBeUndefined()
    await plans.removeAll('me')
    expect([plans.list('me').length, plans.list('anna').length]).toEqual([0, 1])
    expect(documents.all('plan').map(({ id }) => id)).toEqual(['anna/a'])
    await expect(plans.remove('me', 'a')).rejects.toMatchObject({ code: 'notFound' })
    await plans.remove('anna', 'a')
    expect(documents.all('plan')).toEqual([])
  })

  it('are so many at most', async () => {
    const plans = begin().open()
    await Promise.all(Array.from({ length: plansMax }, () => plans.add('me', plan)))
    await expect(plans.add('me', plan)).rejects.toMatchObject({ code: 'tooManyRequests' })
    await plans.put('me', 'made-1', plan)
    await plans.add('anna', plan)
    expect(plans.list('me')).toHaveLength(plansMax)
  })
})
