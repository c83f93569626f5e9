import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { openClient } from '../daemon/client.js'
import { printJson, printTable } from '../text/output.js'
import { common, person, userUrl } from './flags.js'
import { factText, type ProfileFields, profileFields, profileText } from './profile-text.js'

const listed = z.object({ items: z.array(profileFields) })
const shown = ['bodyMass', 'maximumHeartRate', 'functionalThresholdPower'] as const

const row = (profile: ProfileFields): string[] => [
  profile.id,
  profile.name,
  profile.timeZone,
  ...shown.map((fact) => factText(fact, profile[fact])),
]

/** `vitald users list`: the people whose health is kept here. */
export const listCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'list',
    summary: 'List the people whose health is kept here',
    example: 'vitald users --json',
    args: common,
    async run(args) {
      const answer = await openClient(args, ambient).get('/v1/users')
      if (args.json) return printJson(answer, ambient)
      const headings = ['user', 'name', 'time zone', 'mass', 'max. heart rate', 'FTP']
      printTable(headings, listed.parse(answer).items.map(row), { empty: 'nobody', ambient })
    },
  })

/** `vitald users show`: what is known of a person. */
export const showCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'show',
    summary: 'Show what is known of a person, since when, and what it was before',
    example: 'vitald users show anna',
    args: { ...common, person },
    async run(args) {
      const answer = await openClient(args, ambient).get(userUrl(args.person))
      if (args.json) return printJson(answer, ambient)
      ambient.out.write(profileText(profileFields.parse(answer)))
    },
  })
