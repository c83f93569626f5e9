import { expect, it } from 'vitest'
import { workoutActivityTypeRows } from '../../../src/health/data/workout-activity-types.js'
import { compendiumCodeOf, metabolicEquivalentOf } from '../../../src/health/exercise/metabolic-equivalents.js'

// Ainsworth et al. 2011, Compendium of Physical Activities, Med Sci Sports Exerc 43:1575, supplement: code, MET, what.
const compendium = `
  01015 7.5 bicycling, general
  02003 3.8 activity promoting video game, moderate effort
  02022 3.8 calisthenics, moderate effort
  02040 8.0 circuit training, general, vigorous intensity
  02048 5.0 elliptical trainer, moderate effort
  02052 5.0 resistance training, squats
  02054 3.5 resistance training, multiple exercises
  02060 5.5 health club exercise, general
  02065 9.0 stair-treadmill ergometer, general
  02071 4.8 rowing, stationary, general, moderate effort
  02101 2.3 stretching, mild
  02105 3.0 pilates, general
  02150 2.5 yoga, Hatha
  03010 5.0 ballet, modern, or jazz, general
  03015 7.3 aerobic, general
  03016 7.5 aerobic, step
  03031 7.8 general dancing
  03040 3.0 ballroom, slow
  04001 3.5 fishing, general
  04100 5.0 hunting, general
  12150 8.0 running
  15010 4.3 archery, non-hunting
  15030 5.5 badminton, social, general
  15055 6.5 basketball, general
  15090 3.0 bowling
  15120 7.8 boxing, sparring
  15135 5.8 children's games, adults playing
  15150 4.8 cricket
  15170 4.0 curling
  15200 6.0 fencing
  15230 8.0 football, touch, flag, general
  15240 3.0 frisbee playing, general
  15255 4.8 golf, general
  15300 3.8 gymnastics, general
  15330 8.0 handball, team
  15360 8.0 hockey, ice, general
  15370 5.5 horseback riding, general
  15430 10.3 martial arts, moderate pace
  15460 8.0 lacrosse
  15530 7.0 racquetball, general
  15533 8.0 rock or mountain climbing
  15551 11.8 rope jumping, moderate pace, general
  15560 8.3 rugby, union, team
  15610 7.0 soccer, casual, general
  15620 5.0 softball or baseball, general
  15652 7.3 squash, general
  15660 4.0 table tennis
  15670 3.0 tai chi, general
  15675 7.3 tennis, general
  15710 4.0 volleyball
  15730 6.0 wrestling
  15733 6.0 track and field, jumps and javelin
  17080 6.0 hiking, cross country
  17133 4.0 stair climbing, slow pace
  17190 3.5 walking, moderate pace
  18100 5.0 kayaking, moderate effort
  18120 3.0 sailing, general
  18150 6.0 skiing, water or wakeboarding
  18200 7.0 skindiving, scuba diving, general
  18220 3.0 surfing, general
  18240 5.8 swimming laps, freestyle, light or moderate effort
  18355 5.5 water aerobics
  18360 10.0 water polo
  19030 7.0 skating, ice, general
  19090 9.0 skiing, cross country, moderate, general
  19160 5.3 skiing, downhill, or snowboarding, moderate, general
`

const equivalents = new Map(
  compendium
    .trim()
    .split('\n')
    .map((line) => line.trim().split(' '))
    .map(([code, equivalent]) => [code, Number(equivalent)] as const),
)

const listed = workoutActivityTypeRows.map(({ name }) => name).filter((name) => compendiumCodeOf(name) !== undefined)

it.each(listed)('%s takes what the Compendium says', (activity) => {
  expect(metabolicEquivalentOf(activity)).toBe(equivalents.get(compendiumCodeOf(activity)))
})

it('every row is of an activity, and what is not listed has none', () => {
  expect(new Set(listed.map(compendiumCodeOf))).toEqual(new Set(equivalents.keys()))
  expect(metabolicEquivalentOf('other')).toBeUndefined()
})
