import type { Ambient } from '../ambient.js'
import { type AnyCommand, command, UsageError } from '../command.js'
import { openClient } from '../daemon/client.js'
import { printJson } from '../text/output.js'
import { factFlags, factsIn } from './fact-flags.js'
import { common, person, userUrl } from './flags.js'

const args = { ...common, person, ...factFlags }

/** `vitald users add`: someone whose health is kept here from now on. */
export const addCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'add',
    summary: 'Add a person; what is not said now can be set later',
    example: 'vitald users add anna --name Anna --time-zone Europe/Berlin --body-mass 61 --ftp 240',
    args,
    async run(given) {
      const id = given.person
      const said = Object.entries(factsIn(given)).filter(([, value]) => value !== null)
      const answer = await openClient(given, ambient).post('/v1/users', { id, ...Object.fromEntries(said) })
      if (given.json) return printJson(answer, ambient)
      ambient.out.write(`${id} is added; give them a device with \`vitald assign DEVICE ${id}\`\n`)
    },
  })

/** `vitald users set`: facts of a person, which hold from now on. */
export const setCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'set',
    summary: 'Set facts of a person from now on, or take one out with `none`; earlier workouts keep theirs',
    example: 'vitald users set anna --ftp 250 --units distanceWalkingRunning=mi',
    args,
    async run(given) {
      const id = given.person
      const facts = factsIn(given)
      if (Object.keys(facts).length === 0) throw new UsageError('say what to set, such as --ftp 250')
      const answer = await openClient(given, ambient).patch(userUrl(id), facts)
      if (given.json) return printJson(answer, ambient)
      ambient.out.write(`${id} is set\n`)
    },
  })
