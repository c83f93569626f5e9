import type { enumerations } from '../data/enumerations.js'

/** What the recording shows (HKElectrocardiogram.Classification). */
export type ElectrocardiogramClassification = keyof (typeof enumerations)['HKElectrocardiogramClassification']
/** Whether symptoms were felt (HKElectrocardiogram.SymptomsStatus). */
export type SymptomsStatus = keyof (typeof enumerations)['HKElectrocardiogramSymptomsStatus']

/** HealthKit's one lead and the twelve of a clinical recording. */
export const electrocardiogramLeads = [
  'appleWatchSimilarToLeadI',
  'leadI',
  'leadII',
  'leadIII',
  'aVR',
  'aVL',
  'aVF',
  'v1',
  'v2',
  'v3',
  'v4',
  'v5',
  'v6',
] as const
export type ElectrocardiogramLead = (typeof electrocardiogramLeads)[number]

/** What a lead measured, V, evenly from the start of the sample on. */
export interface LeadVoltages {
  readonly lead: ElectrocardiogramLead
  readonly voltages: readonly number[]
}

/** An electrocardiogram (semantics § 8.3). Every lead has as many voltages as the others. */
export interface Electrocardiogram {
  readonly classification: ElectrocardiogramClassification
  readonly symptomsStatus: SymptomsStatus
  /** count/min */
  readonly averageHeartRate?: number | undefined
  /** Hz */
  readonly samplingFrequency: number
  readonly leads: readonly LeadVoltages[]
}

/** As many voltages as an electrocardiogram has on all its leads together: three minutes of twelve leads at 100 Hz. */
export const voltagesMax = 250_000
