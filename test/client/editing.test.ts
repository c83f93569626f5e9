import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noon } from '../http/open-app.js'
import { workoutSample } from '../http/workout-sample.js'
import { type OpenedClient, openRemote } from './open-remote.js'

let remote: OpenedClient
beforeEach(async () => {
  remote = await openRemote()
  await remote.store.save('me', [workoutSample(0), workoutSample(1)])
})
afterEach(() => remote.close())

describe('finished workouts', () => {
  it('are merged, split and made anew', async () => {
    const { editing } = remote.client.user()
    const merged = await editing.merge([workoutSample(0).uuid, workoutSample(1).uuid], { source: 'by-hand' })
    expect(merged).toMatchObject({ elapsed: 7_200 })
    expect(await editing.recompute(merged.id)).toEqual(merged)
    const parts = await editing.split(merged.id, { at: [noon + 3_600_000] })
    expect(parts.map(({ elapsed }) => elapsed)).toEqual([3_600, 3_600])
    await expect(editing.split(merged.id, { laps: [1] })).rejects.toMatchObject({ code: 'notFound' })
  })
})
