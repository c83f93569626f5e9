import type { DbusAnswer, DbusCall, DbusConnection } from './connection.js'
import { DbusFailure } from './dbus-failure.js'
import { introspection } from './introspection.js'
import type { DbusInterface, DbusInterfaces, ObjectTree, TreeEvent } from './object-tree.js'
import { isVariant, type Variants } from './variant.js'

const propertiesName = 'org.freedesktop.DBus.Properties'
const managerName = 'org.freedesktop.DBus.ObjectManager'
const introspectableName = 'org.freedesktop.DBus.Introspectable'
const error = (name: string): string => `org.freedesktop.DBus.Error.${name}`

/** What is asked before a call is answered: it may wait, or throw a `DbusFailure` instead of the call. */
export type Interception = (call: DbusCall) => Promise<void> | void

export interface ServedTree {
  /** The path of the object that manages all. */
  readonly root: string
  readonly intercept?: Interception | undefined
}

/**
 * Serves a tree of objects on a connection, with properties, introspection and an object manager at the root. Signals
 * go out in the order of the changes.
 */
export const serveTree = (connection: DbusConnection, tree: ObjectTree, { root, intercept }: ServedTree): void => {
  connection.handle((call) => {
    const isOurs = tree.has(call.path) || call.path === root || childrenOf(tree, call.path).length > 0
    return isOurs ? answered(tree, { call, root, intercept }) : undefined
  })
  tree.listen((event) => connection.emit(signalOf(event, root)))
}

interface Served extends ServedTree {
  readonly call: DbusCall
}

const answered = async (tree: ObjectTree, { call, root, intercept }: Served): Promise<DbusAnswer> => {
  await intercept?.(call)
  if (call.interface === managerName && call.path === root) return answer('a{oa{sa{sv}}}', managedObjects(tree))
  if (call.interface === introspectableName) return answer('s', described(tree, call.path))
  if (call.interface === propertiesName) return properties(tree, call)
  const method = interfaceOf(tree, call.path, call.interface).methods?.[call.member]
  if (method === undefined) throw unknownMethod(call)
  return { signature: method.out, body: await method.call(call.body, call.sender) }
}

const answer = (signature: string, value: unknown): DbusAnswer => ({ signature, body: [value] })

const unknownMethod = ({ member, interface: name }: DbusCall): DbusFailure =>
  new DbusFailure(error('UnknownMethod'), `Method "${member}" with signature "" on interface "${name}" doesn't exist\n`)

const interfaceOf = (tree: ObjectTree, path: string, name: string): DbusInterface => {
  const found = tree.interfaces(path)?.get(name)
  if (found === undefined) {
    throw new DbusFailure(error('UnknownObject'), `Method "${name}" at "${path}": no such object or interface`)
  }
  return found
}

const propertyMethods: Readonly<
  Record<string, (tree: ObjectTree, call: DbusCall) => DbusAnswer | Promise<DbusAnswer>>
> = {
  Get(tree, { path, body: [name, property] }) {
    const value = interfaceOf(tree, path, String(name)).properties[String(property)]
    if (value === undefined) throw new DbusFailure(error('InvalidArgs'), `No such property '${property}'`)
    return answer('v', value)
  },
  GetAll: (tree, { path, body: [name] }) => answer('a{sv}', interfaceOf(tree, path, String(name)).properties),
  async Set(tree, { path, body: [name, property, value] }) {
    const setter = interfaceOf(tree, path, String(name)).setters?.[String(property)]
    if (setter === undefined) {
      throw new DbusFailure(error('PropertyReadOnly'), `Property '${property}' is not writable`)
    }
    await setter(isVariant(value) ? value.value : value)
    return { signature: '', body: [] }
  },
}

const properties = async (tree: ObjectTree, call: DbusCall): Promise<DbusAnswer> => {
  const method = Object.hasOwn(propertyMethods, call.member) ? propertyMethods[call.member] : undefined
  if (method === undefined) throw unknownMethod(call)
  return method(tree, call)
}

const propertiesOf = (interfaces: Iterable<readonly [string, DbusInterface]>): Record<string, Variants> =>
  Object.fromEntries([...interfaces].map(([name, each]) => [name, each.properties]))

const managedObjects = (tree: ObjectTree): Record<string, Record<string, Variants>> =>
  Object.fromEntries(tree.paths().map((path) => [path, propertiesOf(tree.interfaces(path) ?? [])]))

const described = (tree: ObjectTree, path: string): string =>
  introspection(tree.interfaces(path) ?? new Map(), childrenOf(tree, path))

/** The names of what is just below a path, objects or not. */
const childrenOf = (tree: ObjectTree, path: string): readonly string[] => {
  const start = path === '/' ? '/' : `${path}/`
  const names = tree.paths().flatMap((each) => (each.startsWith(start) ? each.slice(start.length).split('/', 1) : []))
  return [...new Set(names)].filter((name) => name !== '')
}

const signalOf = (event: TreeEvent, root: string) => {
  if (event.type === 'changed') {
    const body = [event.interface, event.changed, event.invalidated]
    return { path: event.path, interface: propertiesName, member: 'PropertiesChanged', signature: 'sa{sv}as', body }
  }
  const manager = { path: root, interface: managerName }
  if (event.type === 'removed') {
    return { ...manager, member: 'InterfacesRemoved', signature: 'oas', body: [event.path, event.interfaces] }
  }
  const body = [event.path, propertiesOf(entriesOf(event.interfaces))]
  return { ...manager, member: 'InterfacesAdded', signature: 'oa{sa{sv}}', body }
}

const entriesOf = (interfaces: DbusInterfaces): readonly (readonly [string, DbusInterface])[] =>
  Object.entries(interfaces)
