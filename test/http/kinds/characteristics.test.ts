import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openApp, type TestApp } from '../open-app.js'

let http: TestApp
beforeEach(async () => {
  http = await openApp()
})
afterEach(() => http.close())

const url = '/v1/users/me/characteristics'

describe('the characteristics of a person', () => {
  it('are none at first', async () => {
    expect(await http.ask('GET', url)).toMatchObject({ status: 200, json: {} })
    expect(await http.ask('GET', `${url}/bloodType`)).toMatchObject({ status: 404, json: { code: 'noData' } })
  })

  it('come from the profile, those that are set', async () => {
    const set = {
      dateOfBirth: '1990-02-03',
      biologicalSex: 'female',
      fitzpatrickSkinType: 'III',
      wheelchairUse: 'no',
      activityMoveMode: 'appleMoveTime',
    }
    expect(await http.ask('PATCH', '/v1/users/me', { ...set, bloodType: 'notSet' })).toMatchObject({ status: 200 })
    expect((await http.ask('GET', url)).json).toEqual(set)
    expect((await http.ask('GET', `${url}/biologicalSex`)).json).toEqual({ name: 'biologicalSex', value: 'female' })
    const identifier = 'HKCharacteristicTypeIdentifierWheelchairUse'
    expect((await http.ask('GET', `${url}/${identifier}`)).json).toEqual({ name: 'wheelchairUse', value: 'no' })
  })

  it("are cases of HealthKit's enumerations", async () => {
    const answer = await http.ask('PATCH', '/v1/users/me', { bloodType: 'C' })
    expect(answer).toMatchObject({ status: 400, json: { errors: [{ pointer: '/bloodType' }] } })
    expect(await http.ask('GET', `${url}/shoeSize`)).toMatchObject({ status: 400 })
  })
})
