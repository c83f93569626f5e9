import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { openClient } from '../daemon/client.js'
import { clientFlags } from '../load-config.js'
import { printJson } from '../text/output.js'
import { common, device, deviceUrl } from './flags.js'
import { withNamed } from './named-device.js'

const credential = z.object({ device: z.string(), username: z.string(), password: z.string() })

/** `vitald devices add`: an MQTT device and its password. */
export const addCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'add',
    summary: 'Register an MQTT device; prints its user name and password, once',
    example: 'vitald devices add kitchen-watch --user me',
    args: { ...common, device, user: { type: 'string', description: 'whose it is' } },
    async run(args) {
      const body = { device: args.device, ...(args.user === undefined ? {} : { user: args.user }) }
      const answer = credential.parse(await openClient(args, ambient).post('/v1/devices', body))
      if (args.json) return printJson(answer, ambient)
      ambient.out.write(
        `device    ${answer.device}\nusername  ${answer.username}\npassword  ${answer.password}\n` +
          'The password is shown this once; forget the device and add it again for another.\n',
      )
    },
  })

/** `vitald assign`: a device to a person. */
export const assignCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'assign',
    summary: 'Give a device to a person; samples that waited are saved as theirs',
    example: 'vitald assign kitchen-watch me',
    args: { ...common, device, user: { type: 'positional', description: "the person's name", required: true } },
    async run(args) {
      const client = openClient(args, ambient)
      const assign = () => client.patch(deviceUrl(args.device), { user: args.user })
      const answer = await withNamed(client, args.device, assign)
      if (args.json) return printJson(answer, ambient)
      ambient.out.write(`${args.device} belongs to ${args.user}\n`)
    },
  })

/** `vitald forget`: a device, its password, its link and its bond. */
export const forgetCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'forget',
    summary: 'Forget a device, its password or its pairing; its samples stay',
    example: 'vitald forget kitchen-watch',
    args: { ...clientFlags, device },
    async run(args) {
      const client = openClient(args, ambient)
      await withNamed(client, args.device, () => client.delete(deviceUrl(args.device)))
      ambient.out.write(`${args.device} is forgotten\n`)
    },
  })
