import { expect, test } from 'vitest'
import { createApi } from '../../../dashboard/src/api.js'
import { begun, createTrainerControl, isControllable, stepped } from '../../../dashboard/src/trainer/trainer-control.js'
import { createFakeBrowser } from '../fake-browser.js'

const power = { minimum: 25, maximum: 800, increment: 1 }

const open = async (answer: (command: unknown) => Response = (command) => Response.json({ command, power })) => {
  const browser = createFakeBrowser()
  const asked: unknown[] = []
  const faults: unknown[] = []
  const api = createApi(async (_, init) => {
    if (init?.method !== 'PUT') return Response.json({ command: { mode: 'erg', targetPower: 200 }, power })
    const command: unknown = JSON.parse(String(init.body))
    asked.push(command)
    return answer(command)
  })
  const control = createTrainerControl({ api, stream: browser.parts, fail: (cause) => faults.push(cause) })
  await control.load('kickr')
  return { ...browser, control, asked, faults, now: () => control.current.value }
}

test('a step is 5 W or half a percent, within the limits of the machine', () => {
  const erg = (targetPower: number) => ({ command: { mode: 'erg', targetPower }, power }) as const
  expect(stepped(erg(200), 1)).toEqual({ mode: 'erg', targetPower: 205 })
  expect(stepped(erg(203), -1)).toEqual({ mode: 'erg', targetPower: 200 })
  expect(stepped(erg(800), 1)).toEqual({ mode: 'erg', targetPower: 800 })
  expect(stepped(erg(25), -1)).toEqual({ mode: 'erg', targetPower: 25 })
  expect(stepped({ command: { mode: 'simulation', grade: -0.5 } }, 1)).toEqual({ mode: 'simulation', grade: 0 })
})

test('a mode begins gently', () => {
  expect(begun('erg', { command: { mode: 'simulation', grade: 8 }, power })).toEqual({ mode: 'erg', targetPower: 100 })
  expect(begun('simulation', {})).toEqual({ mode: 'simulation', grade: 0 })
  expect(begun('free', {})).toEqual({ mode: 'free' })
})

test('several clicks are one wish', async () => {
  const { control, pass, asked, now } = await open()
  for (const _ of [1, 2, 3]) control.wish(stepped(now() ?? {}, 1))
  expect(now()).toMatchObject({ command: { targetPower: 215 }, asking: true })
  pass(350)
  await expect.poll(() => now()?.asking).toBe(false)
  expect(asked).toEqual([{ mode: 'erg', targetPower: 215 }])
})

test('a wish that is refused is told, and what holds is shown again', async () => {
  const { control, pass, faults, now } = await open(() => Response.json({ detail: 'it has no power' }, { status: 409 }))
  control.wish({ mode: 'erg', targetPower: 500 })
  pass(350)
  await expect.poll(() => now()?.asking).toBe(false)
  expect(now()?.command).toEqual({ mode: 'erg', targetPower: 200 })
  expect(faults).toMatchObject([{ message: 'it has no power' }])
})

test('a trainer is controlled when its person allows it and it is there', () => {
  const trainer = { id: 'kickr', status: 'online', state: 'streaming', settings: { control: true } } as const
  expect(isControllable(trainer)).toBe(true)
  expect(isControllable({ ...trainer, state: 'waiting' })).toBe(false)
  expect(isControllable({ ...trainer, settings: {} })).toBe(false)
})
