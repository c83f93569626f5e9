import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { noon, openApp, type TestApp } from '../../http/open-app.js'
import { workoutSample } from '../../http/workout-sample.js'
import { openCommands } from '../run-command.js'

let http: TestApp
let commands: Awaited<ReturnType<typeof openCommands>>
const [one, two] = [workoutSample(0).uuid, workoutSample(1).uuid]

beforeAll(async () => {
  http = await openApp()
  commands = await openCommands(http, await http.listen())
})
beforeEach(async () => {
  await http.store.deleteMatching('me', { types: ['workout'] })
  await http.store.save('me', [workoutSample(0), workoutSample(1)])
})
afterAll(async () => {
  await commands.close()
  await http.close()
})

const run = (words: string) => commands.run(words.split(' '))
const out = (words: string) => commands.out(words)

describe('vitald workout', { timeout: 30_000 }, () => {
  it('merges workouts and splits them again', async () => {
    expect(await out(`workout merge ${one} ${two}`)).toMatch(/^cycling, indoor, /)
    const { items } = JSON.parse(await out('workout split latest --at 2026-11-22T13:00:00Z --json')) as {
      items: { start: string; id: string }[]
    }
    expect(items.map(({ start }) => start)).toEqual(['2026-11-22T12:00:00.000Z', '2026-11-22T13:00:00.000Z'])
    const [first, second] = items.map(({ id }) => id)
    const merged = JSON.parse(await out(`workout merge ${first} ${second} --source by-hand --json`)) as { id: string }
    expect(await http.store.find('me', merged.id)).toMatchObject({ source: 'by-hand' })
    const local = new Date(noon + 1_800_000)
    const table = await out(`workout split latest --at ${local.getHours()}:${local.getMinutes()}`)
    expect(table.split('\n').length).toBe(4)
    expect(table).toMatch(/cycling +30:00[\s\S]+cycling +1:30:00/)
  })

  it('splits after laps, and makes a record anew', async () => {
    const merged = JSON.parse(await out(`workout merge ${one} ${two} --json`)) as { id: string }
    expect(await out(`workout recompute ${merged.id}`)).toContain(merged.id)
    expect((await run(`workout split ${merged.id} --lap 7`)).error).toContain('lap')
    const { items } = JSON.parse(await out(`workout split ${merged.id} --lap 1 --json`)) as { items: unknown[] }
    expect(items).toHaveLength(2)
  })

  it.each([
    ['workout split latest', 'either --at TIME or --lap N'],
    ['workout split latest --at 13:00 --lap 1', 'either --at TIME or --lap N'],
    ['workout split latest --at noon', '--at is a time such as 18:05'],
    ['workout split latest --lap 0', '--lap is the number of a lap'],
    [`workout merge ${one} ${two} --activity cyclin`, 'Did you mean cycling'],
  ])('ends with 2 for %s', async (words, message) => {
    const { status, error } = await run(words)
    expect([status, error]).toEqual([2, expect.stringContaining(message)])
  })

  it('ends with 1 for one workout alone', async () => {
    expect((await run(`workout merge ${one}`)).status).toBe(1)
  })
})
