import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, type TestApp } from '../http/open-app.js'
import { openCommands } from './run-command.js'

let http: TestApp
let commands: Awaited<ReturnType<typeof openCommands>>

beforeAll(async () => {
  http = await openApp()
  commands = await openCommands(http, await http.listen())
})
afterAll(async () => {
  await commands.close()
  await http.close()
})

const run = async (...words: string[]): Promise<string> => {
  const { status, out, error } = await commands.run(words)
  expect(error).toBe('')
  expect(status).toBe(0)
  return out
}

describe('programs', () => {
  it('are let in, told what they may, watched and sent away', async () => {
    expect(await run('clients')).toContain('no program yet')
    const added = await run('clients', 'add', 'scale-app', '--name', 'Scale', '--client-version', '2.1', '--json')
    const { token } = JSON.parse(added) as { token: string }
    expect(await run('clients')).toMatch(/scale-app +Scale +2\.1/)

    expect(await run('authorize', 'scale-app')).toContain('nothing is decided yet')
    await run('authorize', 'scale-app', '--share', 'bodyMass', '--read', 'bodyMass,heartRate')
    const since = '2026-11-01T00:00:00.000Z'
    const decided = await run(
      'authorize',
      'scale-app',
      '--read',
      'heartRate',
      '--since',
      since,
      '--deny-share',
      'height',
    )
    expect(decided).toMatch(/bodyMass +sharingAuthorized +authorized/)
    expect(decided).toMatch(/heartRate +notDetermined +authorized +2026-11-01/)
    expect(decided).toMatch(/height +sharingDenied/)

    const headers = { authorization: `Bearer ${token}` }
    const body = { type: 'bodyMass', unit: 'kg', start: http.time.now, value: 70 }
    expect((await http.ask('POST', '/v1/users/me/samples', body, headers)).status).toBe(201)
    await http.ask('POST', '/v1/users/me/authorization/scale-app', { share: ['leanBodyMass'] }, headers)
    expect(await run('authorize', 'scale-app')).toContain('It asks to share: leanBodyMass')
    expect(await run('audit', '--client', 'scale-app')).toMatch(/scale-app +save +bodyMass +1/)

    expect(await run('clients', 'remove', 'scale-app')).toContain('sent away')
    expect((await http.ask('POST', '/v1/users/me/samples', body, headers)).status).toBe(401)
  })

  it('are refused what no program may have', async () => {
    await run('clients', 'add', 'ring-app')
    const { status, error } = await commands.run(['authorize', 'ring-app', '--share', 'appleExerciseTime'])
    expect(status).toBe(1)
    expect(error).toContain('/types/appleExerciseTime/share')
    expect((await commands.run(['clients', 'add', 'owner'])).status).toBe(1)
  })
})
