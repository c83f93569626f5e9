import { Profile } from '@garmin/fitsdk'
import { describe, expect, it } from 'vitest'
import { manufacturerOf } from '../../../src/exchange/fit/names/manufacturers.js'
import { sportOf, subSportOf } from '../../../src/exchange/fit/names/sports.js'

const numbers = Array.from({ length: 400 }, (_, number) => number)
const plain = (name: string | undefined): string => (name ?? '').toLowerCase().replace(/[^a-z0-9]/g, '')
const { sport, subSport, manufacturer } = Profile.types as Record<string, Record<number, string>>

describe("our tables of FIT's enumerations", () => {
  it('call a sport as the profile does', () => {
    for (const number of numbers.filter((one) => sportOf(one) !== 'generic'))
      expect([number, plain(sportOf(number))]).toEqual([number, plain(sport?.[number])])
  })

  it('call a sub-sport as the profile does', () => {
    for (const number of numbers.filter((one) => subSportOf(one) !== undefined))
      expect([number, plain(subSportOf(number))]).toEqual([number, plain(subSport?.[number])])
  })

  it('call a maker as the profile does', () => {
    const known = numbers.flatMap((number) => manufacturerOf(number) ?? [])
    expect(known.length).toBeGreaterThan(20)
    for (const number of numbers.filter((one) => manufacturerOf(one) !== undefined && one !== 51))
      expect([number, plain(manufacturerOf(number))]).toEqual([number, plain(manufacturer?.[number])])
  })
})
