import type { SensorState, SensorStatus } from '../../bluetooth.js'
import type { Trainer } from '../../control/trainer.js'
import { RadioError, type RadioErrorCode } from '../../radio/radio-error.js'
import type { SensorSettings } from '../../sensor-settings.js'
import { backoff, limits } from '../limits.js'
import type { LinkBody } from './link-context.js'
import type { LinkHistory } from './link-history.js'
import type { LinkParts } from './link-parts.js'
import type { Reach } from './reach.js'
import type { Stream } from './stream.js'
import type { Vitals } from './vitals.js'

/** What a link is made of, and how it stands. */
export interface BodyParts {
  readonly device: string
  readonly parts: LinkParts
  readonly reach: Reach
  readonly stream: Stream
  readonly vitals: Vitals
  readonly history: LinkHistory
  readonly trainer: Trainer
  readonly settings: () => SensorSettings
  readonly state: () => SensorState
  /** Since when it waits for the next attempt, epoch ms. */
  readonly waitingSince: () => number
  /** It is linked to this peripheral now, or to none. */
  readonly aim: (target: string | undefined) => void
  readonly tell: () => void
}

// Several failures in a row make it plain that only a person can help.
const hopelessAfter = 3
const removeEvery = 5

// Trying again later cannot help; a refused bond can, once a person has allowed it.
const mends = (code: RadioErrorCode, mayBond: boolean): boolean =>
  code !== 'accessDenied' && code !== 'notSupported' && (code !== 'authenticationFailed' || mayBond)
const needsPerson = (error: SensorStatus['lastError'], { bond }: SensorSettings): boolean =>
  error !== undefined && !mends(error.code, bond === true)
const notHeard = (): RadioError =>
  new RadioError('peripheralGone', 'not heard: asleep, out of range, or linked to something else')

type Senses = 'hearsOnly' | 'candidate' | 'isHeardAgain' | 'isStillNear' | 'isOccasional' | 'isHopeless' | 'wasGood'
const sensesOf = (of: BodyParts): Pick<LinkBody, Senses> => {
  const { reach, stream, vitals, history } = of
  const hearsOnly = () => of.settings().broadcastOnly === true
  return {
    hearsOnly,
    candidate: () => reach.candidate(),
    isHeardAgain: () => !hearsOnly() && reach.isHeardSince(of.waitingSince()),
    isStillNear: () => reach.isNear(),
    isOccasional: () => stream.isOccasional(),
    isHopeless: (attempts) =>
      stream.isImpostor() || (attempts >= hopelessAfter && needsPerson(history.lastError, of.settings())),
    wasGood: () => vitals.wasGood(),
  }
}

type Delays = 'silence' | 'patience' | 'firstData' | 'choice' | 'mayHurry' | 'wait'
const delaysOf = ({ device, parts, reach, stream, vitals, history }: BodyParts): Pick<LinkBody, Delays> => ({
  silence: () => vitals.silence(),
  patience: () => vitals.patience(),
  firstData: () => stream.firstData(),
  choice: () => reach.choice(),
  mayHurry: () => !parts.isListening(),
  wait(failures, quick) {
    const ms = quick ? limits.quickRetry : backoff(failures, parts.workoutRuns(device), parts.random())
    history.triesAgainIn(ms)
    return ms
  },
})

type Steps = 'turn' | 'connect' | 'resolve' | 'subscribe' | 'disconnect'
const stepsOf = ({ parts: { way }, reach, stream, settings }: BodyParts): Pick<LinkBody, Steps> => ({
  turn: (peripheral, granted) => reach.turn(peripheral, granted),
  connect: (peripheral, scanThrough, signal) => reach.connect(peripheral, scanThrough, signal),
  resolve: (peripheral, signal) => stream.resolve(peripheral, signal),
  subscribe: (peripheral, signal) => stream.subscribe(peripheral, settings(), signal),
  async disconnect(peripheral, attempts) {
    reach.failed()
    await way.radio.disconnect(peripheral)
    const isPaired = way.find(peripheral)?.paired === true
    if (attempts > 0 && attempts % removeEvery === 0 && reach.isNear() && !isPaired) await way.radio.remove(peripheral)
  },
})

type Notes = 'noteAbsence' | 'noteError' | 'openLink' | 'closeLink'
const notesOf = ({ history, stream, trainer, state, aim, tell }: BodyParts): Pick<LinkBody, Notes> => ({
  noteAbsence() {
    history.wrong(notHeard())
    tell()
  },
  noteError: (error) => history.wrong(error),
  openLink(peripheral) {
    aim(peripheral)
    history.linked()
    stream.open()
  },
  closeLink() {
    aim(undefined)
    if (state() === 'streaming') history.fellSilent()
    trainer.detach()
    stream.close()
  },
})

/** What the machine of a link asks and does, of the parts that a sensor's link is made of. */
export const createLinkBody = (of: BodyParts): LinkBody => ({
  ...sensesOf(of),
  ...delaysOf(of),
  ...stepsOf(of),
  ...notesOf(of),
})
