import { z } from 'zod'
import type { Ambient } from './ambient.js'
import { type AnyCommand, command, group, groupWithDefault } from './command.js'
import { openClient } from './daemon/client.js'
import { clientFlags } from './load-config.js'
import { localTime, printJson, printTable } from './text/output.js'

const common = {
  ...clientFlags,
  json: { type: 'boolean', description: 'print what the API answers' },
} as const

const device = { type: 'positional', description: "the device's name", required: true } as const

const listed = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      user: z.string().optional(),
      status: z.string(),
      battery: z.number().optional(),
      lastSeen: z.string().optional(),
      manufacturer: z.string().optional(),
      model: z.string().optional(),
      firmware: z.string().optional(),
    }),
  ),
})

const credential = z.object({ device: z.string(), username: z.string(), password: z.string() })

const list = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'list',
    summary: 'List the known devices',
    example: 'vitald devices --json',
    args: common,
    async run(args) {
      const answer = await openClient(args, ambient).get('/v1/devices')
      if (args.json) return printJson(answer, ambient)
      printTable(
        ['device', 'user', 'status', 'battery', 'last seen', 'model', 'firmware'],
        listed
          .parse(answer)
          .items.map((item) => [
            item.id,
            item.user ?? '(nobody: samples wait)',
            item.status,
            item.battery === undefined ? '–' : `${item.battery} %`,
            item.lastSeen === undefined ? '–' : localTime(item.lastSeen),
            [item.manufacturer, item.model].filter(Boolean).join(' ') || '–',
            item.firmware ?? '–',
          ]),
        { empty: 'no device yet; register one with `vitald devices add NAME`', ambient },
      )
    },
  })

const add = (ambient: Ambient): AnyCommand =>
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

const assign = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'assign',
    summary: 'Give a device to a person; samples that waited are saved as theirs',
    example: 'vitald devices assign kitchen-watch me',
    args: { ...common, device, user: { type: 'positional', description: "the person's name", required: true } },
    async run(args) {
      const path = `/v1/devices/${encodeURIComponent(args.device)}`
      const answer = await openClient(args, ambient).patch(path, { user: args.user })
      if (args.json) return printJson(answer, ambient)
      ambient.out.write(`${args.device} belongs to ${args.user}\n`)
    },
  })

const forget = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'forget',
    summary: 'Forget a device and its password; its samples stay',
    example: 'vitald devices forget kitchen-watch',
    args: { ...clientFlags, device },
    async run(args) {
      await openClient(args, ambient).delete(`/v1/devices/${encodeURIComponent(args.device)}`)
      ambient.out.write(`${args.device} is forgotten\n`)
    },
  })

/** `vitald devices`: what is known, and whose it is. */
export const devicesCommand = (ambient: Ambient): AnyCommand =>
  groupWithDefault(
    group('devices', 'List devices, register one, give it to a person', {
      list: list(ambient),
      add: add(ambient),
      assign: assign(ambient),
      forget: forget(ambient),
    }),
    'list',
    common,
  )
