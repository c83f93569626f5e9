import { enumerations } from '../data/enumerations.js'

/** A moment or a day (HKStateOfMind.Kind). */
export type StateOfMindKind = keyof (typeof enumerations)['HKStateOfMindKind']
/** What it felt like (HKStateOfMind.Label). */
export type StateOfMindLabel = keyof (typeof enumerations)['HKStateOfMindLabel']
/** What it was about (HKStateOfMind.Association). */
export type StateOfMindAssociation = keyof (typeof enumerations)['HKStateOfMindAssociation']

/** How somebody felt at a moment, or through a day (semantics § 8.8). */
export interface StateOfMind {
  readonly kind: StateOfMindKind
  /** From -1, very unpleasant, to 1, very pleasant. */
  readonly valence: number
  readonly labels: readonly StateOfMindLabel[]
  readonly associations: readonly StateOfMindAssociation[]
}

export type ValenceClassification = keyof (typeof enumerations)['HKStateOfMindValenceClassification']

const classes = Object.keys(enumerations.HKStateOfMindValenceClassification) as readonly ValenceClassification[]

/**
 * The class of a valence; undefined outside -1 to 1. HealthKit publishes no borders: here the seven classes are of equal
 * width, 2/7 each; a border belongs to the class above it, and 1 to `veryPleasant`.
 */
export function valenceClassification(valence: number): ValenceClassification | undefined {
  if (!(valence >= -1 && valence <= 1)) return undefined
  return classes[Math.min(Math.floor(((valence + 1) * classes.length) / 2), classes.length - 1)]
}
