import { enumerations } from '../data/enumerations.js'
import { type Form, openMember, reject, rejectUnknown } from '../rules/form.js'
import { factNames, readFacts } from '../rules/sample-facts.js'
import type { Reading } from '../sample.js'
import { parseInstant } from '../time.js'
import type { SingleType } from '../type.js'
import {
  type Electrocardiogram,
  type ElectrocardiogramLead,
  electrocardiogramLeads,
  type LeadVoltages,
  voltagesMax,
} from './electrocardiogram.js'
import { voltageCount } from './inner-count.js'
import { type Range, readCase, readEach, readNumber, readOptionalNumber } from './member-rules.js'

const names: ReadonlySet<string> = new Set([
  ...factNames,
  'classification',
  'symptomsStatus',
  'averageHeartRate',
  'samplingFrequency',
  'voltages',
])
const leadNames: ReadonlySet<string> = new Set(electrocardiogramLeads)

/** Hz */
export const frequencyRange = { above: 0, most: 1_000_000 } as const satisfies Range
/** count/min */
export const averageHeartRateRange = { above: 0, most: 1_000 } as const satisfies Range

function readLead(form: Form, lead: ElectrocardiogramLead): readonly LeadVoltages[] {
  if (form.members[lead] === undefined) return []
  const voltages = readEach(form, { name: lead, least: 1, most: voltagesMax }, (list, index, voltage) =>
    typeof voltage === 'number' && Number.isFinite(voltage) ? voltage : reject(list, index, 'is not a number of volts'),
  )
  return voltages === undefined ? [] : [{ lead, voltages }]
}

function readLeads(form: Form): readonly LeadVoltages[] | undefined {
  const member = openMember(form, 'voltages', form.members.voltages)
  if (member === undefined) return undefined
  rejectUnknown(member, leadNames)
  const leads = electrocardiogramLeads.flatMap((lead) => readLead(member, lead))
  if (leads.length === 0) return reject(form, 'voltages', 'has no lead')
  if (!areEven(leads)) return reject(form, 'voltages', 'has not as many voltages on every lead')
  return leads
}

/** Whether every lead has as many voltages as the first. */
export const areEven = (leads: readonly Pick<LeadVoltages, 'voltages'>[]): boolean =>
  leads.every(({ voltages }) => voltages.length === leads[0]?.voltages.length)

function readMeasurement(form: Form): Electrocardiogram | undefined {
  const classification = readCase(
    form,
    { name: 'classification', otherwise: 'notSet' },
    enumerations.HKElectrocardiogramClassification,
  )
  const symptomsStatus = readCase(
    form,
    { name: 'symptomsStatus', otherwise: 'notSet' },
    enumerations.HKElectrocardiogramSymptomsStatus,
  )
  const averageHeartRate = readOptionalNumber(form, 'averageHeartRate', averageHeartRateRange)
  const samplingFrequency = readNumber(form, 'samplingFrequency', frequencyRange)
  const leads = readLeads(form)
  if (classification === undefined || symptomsStatus === undefined) return undefined
  if (samplingFrequency === undefined || leads === undefined) return undefined
  const facts = { classification, symptomsStatus, samplingFrequency, leads }
  if (voltageCount(facts) > voltagesMax) return reject(form, 'voltages', `has more than ${voltagesMax} voltages`)
  return averageHeartRate === undefined ? facts : { ...facts, averageHeartRate }
}

/** How long an electrocardiogram lasts, ms, from the first voltage to the last one. */
export const lengthOf = (voltages: number, samplingFrequency: number): number =>
  Math.max(0, voltages - 1) * (1_000 / samplingFrequency)

const lengthMs = ({ leads, samplingFrequency }: Electrocardiogram): number =>
  lengthOf(leads[0]?.voltages.length ?? 0, samplingFrequency)

/** An electrocardiogram; its end follows from its voltages when left out. Semantics § 8.3. */
export function readElectrocardiogram(form: Form, type: SingleType<'electrocardiogram'>) {
  rejectUnknown(form, names)
  const electrocardiogram = readMeasurement(form)
  const start = parseInstant(form.members.start)
  const length = electrocardiogram === undefined ? 0 : lengthMs(electrocardiogram)
  const facts = readFacts(form, type, { end: start === undefined ? undefined : start + Math.ceil(length) })
  if (facts === undefined || electrocardiogram === undefined) return undefined
  if (facts.start + Math.floor(length) > facts.end) reject(form, 'end', 'is before the last voltage')
  return {
    kind: 'electrocardiogram',
    type: 'electrocardiogram',
    electrocardiogram,
    ...facts,
  } as const satisfies Reading
}
