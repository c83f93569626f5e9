import { characteristics, findCharacteristic } from '../../../devices/ble/profiles/characteristics.js'
import type { Table } from '../../../devices/ble/profiles/layout/table.js'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, command, UsageError } from '../command.js'
import { numberFlag } from '../number-flag.js'
import { printJson, printTable } from '../text/output.js'
import { printMeanings, printMeaningsJson } from './meaning-text.js'
import { payloadsOf } from './payload-argument.js'
import { meaningsOf } from './steps.js'

const circumferenceLeast = 130
const circumferenceMost = 3_000
const metresMost = circumferenceMost / 1_000

const simple = (name: string): string => name.toLowerCase().replace(/[^a-z\d]/g, '')

/** A characteristic as the tables name it, or by its name in any spelling: `heart-rate-measurement`. */
function characteristicOf(key: string): Table {
  const spelt = simple(key)
  const found = findCharacteristic(key) ?? characteristics.find(({ name }) => simple(name) === spelt)
  if (found !== undefined) return found
  throw new UsageError(`${key} is no characteristic that vitald knows; \`vitald decode --list\` has them all`)
}

/** Metres, of mm or, for a number that no wheel has in mm, of metres. */
function circumferenceFlag(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value > 0 && value <= metresMost) return circumferenceFlag(String(value * 1_000))
  return numberFlag('wheel-circumference', text, { min: circumferenceLeast, max: circumferenceMost }) / 1_000
}

const printList = (ambient: Ambient, asJson = false): void => {
  const known = characteristics.map(({ id, name }) => ({ characteristic: id, name }))
  const rows = known.map(({ characteristic, name }) => [characteristic, name])
  if (asJson) printJson(known, ambient)
  else printTable(['characteristic', 'name'], rows, { empty: '', ambient })
}

/** `vitald decode`: what notifications of a Bluetooth sensor mean. Needs no daemon. */
export const decodeCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'decode',
    summary: 'Show what notifications of a Bluetooth sensor mean',
    example: 'vitald decode 2A5B 02f0b7672b@0 02f1b71631@1200',
    args: {
      characteristic: { type: 'positional', description: 'UUID or name: 2A37, heartRateMeasurement', required: false },
      payload: {
        type: 'positional',
        description: 'HEX or HEX@MS, with its time of arrival; as many as came, in order',
        required: false,
      },
      'wheel-circumference': { type: 'string', default: '2105', description: 'of the wheel that is counted, mm' },
      list: { type: 'boolean', description: 'list the characteristics that can be decoded' },
      json: { type: 'boolean', description: 'print an array with an object for each payload' },
    },
    takesMore: true,
    async run(args) {
      if (args.list) return printList(ambient, args.json)
      const [key, ...words] = args._
      if (key === undefined) throw new UsageError('which characteristic? Such as 2A37, or see `vitald decode --list`')
      const table = characteristicOf(key)
      if (words.length === 0) throw new UsageError('which payloads? Each as hexadecimal digits, such as 1048')
      const payloads = payloadsOf(words)
      const meanings = meaningsOf(table, payloads, circumferenceFlag(args['wheel-circumference']))
      if (args.json) printMeaningsJson(meanings, ambient)
      else printMeanings(table, { payloads, meanings }, ambient)
    },
  })
