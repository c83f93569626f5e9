import { enumerations } from '../data/enumerations.js'
import { type Form, reject, rejectUnknown } from '../rules/form.js'
import { factNames, readFacts } from '../rules/sample-facts.js'
import type { Reading } from '../sample.js'
import type { SingleType } from '../type.js'
import { type Cases, caseNamed, readCase, readEach, readNumber } from './member-rules.js'
import type { StateOfMind } from './state-of-mind.js'

const names: ReadonlySet<string> = new Set([...factNames, 'kind', 'valence', 'labels', 'associations'])

const { HKStateOfMindKind, HKStateOfMindLabel, HKStateOfMindAssociation } = enumerations

/** Several cases by name or raw value, each once. */
function readCases<Known extends Cases>(form: Form, name: string, cases: Known) {
  const most = Object.keys(cases).length
  const found = readEach(form, { name, least: 0, most }, (list, index, value) => {
    return caseNamed(cases, value) ?? reject(list, index, 'is not one of its cases')
  })
  return found && [...new Set(found)]
}

function readStateOf(form: Form): StateOfMind | undefined {
  const kind = readCase(form, { name: 'kind' }, HKStateOfMindKind)
  const valence = readNumber(form, 'valence', { least: -1, most: 1 })
  const labels = readCases(form, 'labels', HKStateOfMindLabel)
  const associations = readCases(form, 'associations', HKStateOfMindAssociation)
  if (kind === undefined || valence === undefined || labels === undefined || associations === undefined)
    return undefined
  return { kind, valence, labels, associations }
}

/** How somebody felt, at an instant. Semantics § 8.8. */
export function readStateOfMind(form: Form, type: SingleType<'stateOfMind'>) {
  rejectUnknown(form, names)
  const stateOfMind = readStateOf(form)
  const facts = readFacts(form, type)
  if (facts === undefined || stateOfMind === undefined) return undefined
  return { kind: 'stateOfMind', type: 'stateOfMind', stateOfMind, ...facts } as const satisfies Reading
}
