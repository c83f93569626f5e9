import type { Reading } from '../sample.js'
import { type CorrelationType, findType } from '../type.js'
import { isPartOf, lackedBy, objectsMax } from './composition.js'
import { type Form, openMember, pointerTo, reject, rejectUnknown } from './form.js'
import { readQuantity } from './quantity-rules.js'
import { type Facts, factNames, readFacts } from './sample-facts.js'

const names: ReadonlySet<string> = new Set([...factNames, 'objects'])

type Member = NonNullable<ReturnType<typeof readQuantity>>

/** An object says no other origin than its correlation: they are saved by the same, from the same device, at one place. */
function checkOrigin(object: Form, facts: Facts): void {
  for (const name of ['source', 'device', 'timeZone'] as const) {
    const own = object.members[name]
    if (own !== undefined && own !== facts[name]) reject(object, name, 'is not that of the correlation')
  }
}

function readObject(form: Form, type: CorrelationType, facts: Facts): Member | undefined {
  const { type: name } = form.members
  const member = typeof name === 'string' ? findType(name) : undefined
  if (member?.family !== 'quantity' || !isPartOf(type.name, member.name))
    return reject(form, 'type', `is no part of ${type.name}`)
  checkOrigin(form, facts)
  return readQuantity(form, member, form.members.start === undefined ? facts : {})
}

function readObjects(form: Form, type: CorrelationType, facts: Facts): readonly Member[] {
  const { objects } = form.members
  if (!Array.isArray(objects) || objects.length === 0) return reject(form, 'objects', 'is not a list of samples') ?? []
  if (objects.length > objectsMax) return reject(form, 'objects', `has more than ${objectsMax} samples`) ?? []
  const list: Form = { ...form, pointer: pointerTo(form, 'objects') }
  return objects.flatMap((object: unknown, index) => {
    const member = openMember(list, index, object)
    return (member && readObject(member, type, facts)) ?? []
  })
}

function checkComposition(form: Form, type: CorrelationType, objects: readonly Member[]): void {
  const types = objects.map((object) => object.type)
  for (const lacked of lackedBy(type.name, types)) reject(form, 'objects', `has not exactly one ${lacked}`)
}

/** Samples that belong together; an object without times of its own has those of the correlation. Semantics § 4.6. */
export function readCorrelation(form: Form, type: CorrelationType) {
  rejectUnknown(form, names)
  const facts = readFacts(form, type)
  if (facts === undefined) return undefined
  const before = form.faults.length
  const objects = readObjects(form, type, facts)
  if (form.faults.length === before) checkComposition(form, type, objects)
  return { kind: 'correlation', type: type.name, objects, ...facts } as const satisfies Reading
}
