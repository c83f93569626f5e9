import { bluetoothd, radio } from './air.js'
import { seconds } from './waiting.js'

/** A fault while the workout runs. */
export interface Scene {
  readonly name: string
  /** Which of the sensors go silent. */
  readonly hits: readonly ('strap' | 'bike')[]
  /** Breaks something and, where that does not mend itself, mends it. Resolves when the air is whole again. */
  readonly harm: () => Promise<void>
  /** Within how many seconds of that every sensor streams again. */
  readonly within: number
}

const both = ['strap', 'bike'] as const

/** Out of range for so long. */
async function lose(silence: number): Promise<void> {
  await radio(`hrm lose ${silence}`)
  await seconds(silence)
}

export const scenes: readonly Scene[] = [
  { name: 'link dropped', hits: ['strap'], harm: () => radio('hrm drop 0x13'), within: 20 },
  { name: 'supervision time-out', hits: ['bike'], harm: () => radio('bike drop 0x08'), within: 20 },
  { name: 'out of range for 10 s', hits: ['strap'], harm: () => lose(10), within: 30 },
  { name: 'out of range for 60 s', hits: ['strap'], harm: () => lose(60), within: 45 },
  {
    name: 'connection refused three times',
    hits: ['strap'],
    harm: async () => {
      await radio('hrm refuse 3')
      await radio('hrm drop')
    },
    within: 60,
  },
  {
    name: 'strap muted for 40 s',
    hits: ['strap'],
    harm: async () => {
      await radio('hrm mute on')
      await seconds(40)
      await radio('hrm mute off')
    },
    within: 45,
  },
  { name: 'bluetoothd killed', hits: both, harm: () => bluetoothd('kill'), within: 60 },
  { name: 'bluetoothd restarted', hits: both, harm: () => bluetoothd('restart'), within: 60 },
  {
    name: 'adapter unplugged for 10 s',
    hits: both,
    harm: async () => {
      await radio('adapter unplug')
      await seconds(10)
      await radio('adapter plug')
    },
    within: 60,
  },
]
