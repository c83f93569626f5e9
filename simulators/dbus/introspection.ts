import type { DbusInterface } from './object-tree.js'

const head =
  '<!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">\n'

const properties = `<interface name="org.freedesktop.DBus.Properties"><method name="Get"><arg name="interface" type="s" direction="in"/><arg name="name" type="s" direction="in"/><arg name="value" type="v" direction="out"/></method><method name="Set"><arg name="interface" type="s" direction="in"/><arg name="name" type="s" direction="in"/><arg name="value" type="v" direction="in"/></method><method name="GetAll"><arg name="interface" type="s" direction="in"/><arg name="properties" type="a{sv}" direction="out"/></method><signal name="PropertiesChanged"><arg type="s"/><arg type="a{sv}"/><arg type="as"/></signal></interface>`
const introspectable = `<interface name="org.freedesktop.DBus.Introspectable"><method name="Introspect"><arg name="xml" type="s" direction="out"/></method></interface>`

/** The introspection data of an object: its interfaces, and the names of the objects below it. */
export const introspection = (interfaces: ReadonlyMap<string, DbusInterface>, children: readonly string[]): string => {
  const own = [...interfaces].map(([name, each]) => interfaceXml(name, each))
  const below = children.map((child) => `<node name="${child}"/>`)
  return `${head}<node>${[introspectable, properties, ...own, ...below].join('')}</node>`
}

const interfaceXml = (name: string, each: DbusInterface): string => {
  const methods = Object.entries(each.methods ?? {}).map(
    ([method, { in: taken, out }]) =>
      `<method name="${method}">${args(taken, ' direction="in"')}${args(out, ' direction="out"')}</method>`,
  )
  const signals = Object.entries(each.signals ?? {}).map(
    ([signal, signature]) => `<signal name="${signal}">${args(signature, '')}</signal>`,
  )
  const held = Object.entries(each.properties).map(([property, { signature }]) => {
    const access = each.setters !== undefined && property in each.setters ? 'readwrite' : 'read'
    return `<property name="${property}" type="${spelt(signature)}" access="${access}"/>`
  })
  return `<interface name="${name}">${[...methods, ...signals, ...held].join('')}</interface>`
}

/** The only signature that is not a text is that of a dictionary by number. */
const spelt = (signature: unknown): string => (typeof signature === 'string' ? signature : 'a{qv}')

const args = (signature: string, direction: string): string =>
  completeTypes(signature)
    .map((type) => `<arg type="${type}"${direction}/>`)
    .join('')

/** Splits a signature into its complete types: `sa{sv}o` into `s`, `a{sv}`, `o`. */
export const completeTypes = (signature: string): readonly string[] => {
  const types: string[] = []
  let [start, depth] = [0, 0]
  for (const [index, letter] of [...signature].entries()) {
    if ('({'.includes(letter)) depth++
    if (')}'.includes(letter)) depth--
    if (depth > 0 || letter === 'a') continue
    types.push(signature.slice(start, index + 1))
    start = index + 1
  }
  return types
}
