import { beforeEach, describe, expect, it } from 'vitest'
import { authorizationJson } from '../../src/http/authorization-json.js'
import { openAudit } from '../../src/privacy/audit.js'
import { type Authorization, openAuthorization } from '../../src/privacy/authorization.js'
import { openProgram, type Program } from '../../src/privacy/view/programs.js'
import type { HealthStore } from '../../src/store/health-store.js'
import { beat, quantity, ten } from '../store/samples.js'
import { openTestStore } from './open-store.js'

const asked = { user: 'ada', client: 'app', isOwner: false } as const
const mine = beat(ten, 60, { source: 'app' })

let store: HealthStore
let authorization: Authorization
let program: Program
let audit: ReturnType<typeof openAudit>
beforeEach(() => {
  store = openTestStore()
  authorization = openAuthorization(store.documents)
  audit = openAudit({ documents: store.documents, clock: () => ten })
  program = openProgram({ store, authorization, audit }, 'app')
})

describe('§ 2.1 authorization status', () => {
  it('is about sharing alone: of reading a program learns nothing, granted or denied', async () => {
    await authorization.decide('ada', 'app', {
      heartRate: { share: 'sharingAuthorized', read: 'denied' },
      bodyMass: { read: 'authorized' },
      stepCount: { read: 'denied' },
    })
    const types = ['heartRate', 'bodyMass', 'stepCount', 'height'] as const
    const [none, told] = [{ share: 'notDetermined' }, authorizationJson(authorization, { ...asked, types })]
    expect(told.types).toEqual({
      heartRate: { share: 'sharingAuthorized' },
      ...{ bodyMass: none, stepCount: none, height: none },
    })
  })

  it('of a request is that it was taken, and it asks again only for what is undecided', async () => {
    await authorization.decide('ada', 'app', { heartRate: { share: 'sharingDenied' } })
    await authorization.request('ada', 'app', { share: ['heartRate', 'stepCount'], read: ['bodyMass'] })
    expect(authorizationJson(authorization, asked).requested).toEqual({ share: ['stepCount'], read: [] })
    expect(authorizationJson(authorization, { ...asked, isOwner: true }).requested.read).toEqual(['bodyMass'])
    await authorization.decide('ada', 'app', { stepCount: { share: 'sharingDenied' } })
    expect(authorizationJson(authorization, asked).requested.share).toEqual([])
  })
})

describe('§ 2.2 earliest authorized dates', () => {
  it('are told of types whose history is limited, and of no other', async () => {
    await authorization.decide('ada', 'app', {
      stepCount: { read: 'authorized', since: ten },
      heartRate: { read: 'authorized' },
      bodyMass: { read: 'denied' },
    })
    expect(authorizationJson(authorization, asked).types).toEqual({
      stepCount: { share: 'notDetermined', since: '2026-11-22T10:00:00.000Z' },
    })
  })
})

describe('§ 2.3 deletes', () => {
  it('need permission to share too, with the same codes', async () => {
    const { uuids } = await store.save('ada', [mine])
    const codes = ['authorizationNotDetermined', 'authorizationDenied'] as const
    for (const code of codes) {
      if (code === 'authorizationDenied')
        await authorization.decide('ada', 'app', { heartRate: { share: 'sharingDenied' } })
      await expect(program.store.delete('ada', uuids)).rejects.toMatchObject({ code })
      await expect(program.store.deleteMatching('ada', { types: ['heartRate'] })).rejects.toMatchObject({ code })
    }
    expect(await store.find('ada', uuids[0] ?? '')).toBeDefined()
  })
})

describe('§ 2.4 what programs do', () => {
  it('is written down for the owner, without a value', async () => {
    await authorization.decide('ada', 'app', { heartRate: { share: 'sharingAuthorized' } })
    await program.store.save('ada', [mine])
    await program.store.samples('ada', { types: ['bodyMass'] })
    await expect(program.store.save('ada', [quantity('bodyMass', ten, 71, { source: 'app' })])).rejects.toThrow()
    const deeds = audit.of('ada').map(({ client, action, types }) => `${client} ${action} ${types}`)
    expect(deeds.sort()).toEqual(['app read bodyMass', 'app refused bodyMass', 'app save heartRate'])
    expect(JSON.stringify(audit.of('ada'))).not.toMatch(/71/)
    expect(audit.of('bob')).toEqual([])
  })
})
