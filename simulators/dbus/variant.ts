import dbus from 'dbus-next'

/** A value with its signature. */
export type Variant = InstanceType<typeof dbus.Variant<unknown>>
export type Variants = Readonly<Record<string, Variant>>

export const variant = (signature: string, value: unknown): Variant => new dbus.Variant(signature, value)
export const textVariant = (value: string): Variant => variant('s', value)
export const textsVariant = (value: readonly string[]): Variant => variant('as', [...value])
export const flagVariant = (value: boolean): Variant => variant('b', value)
export const pathVariant = (value: string): Variant => variant('o', value)
export const bytesVariant = (value: Uint8Array): Variant => variant('ay', Buffer.from(value))

/** `a{sv}` of bytes, as service data is told. */
export const bytesByText = (entries: ReadonlyMap<string, Uint8Array>): Variant =>
  variant('a{sv}', Object.fromEntries([...entries].map(([key, value]) => [key, bytesVariant(value)])))

/**
 * `a{qv}` of bytes, as manufacturer data is told. The library makes every key of a dictionary a text and then refuses it
 * as a number; an array whose one child is spelt out as a leaf goes through as it is.
 */
export const bytesByNumber = (entries: ReadonlyMap<number, Uint8Array>): Variant => {
  const signature = { type: 'a', child: [{ type: '{qv}', child: [] }] }
  return variant(
    signature as unknown as string,
    [...entries].map(([key, value]) => [key, ['ay', Buffer.from(value)]]),
  )
}

export const isVariant = (value: unknown): value is Variant => value instanceof dbus.Variant

/** What variants hold, by name; empty for anything else. */
export const unwrapped = (value: unknown): Readonly<Record<string, unknown>> => {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, isVariant(each) ? each.value : each]))
}
