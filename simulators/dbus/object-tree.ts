import type { Variant, Variants } from './variant.js'

/** A method: its signatures, and what it does for whom. It throws a `DbusFailure`. */
export interface DbusMethod {
  readonly in: string
  readonly out: string
  call(args: readonly unknown[], sender: string): readonly unknown[] | Promise<readonly unknown[]>
}

/** An interface of an object. */
export interface DbusInterface {
  readonly properties: Variants
  readonly methods?: Readonly<Record<string, DbusMethod>> | undefined
  /** What may be set, and by which deed; it throws a `DbusFailure`. */
  readonly setters?: Readonly<Record<string, (value: unknown) => void | Promise<void>>> | undefined
  /** Signatures by name. */
  readonly signals?: Readonly<Record<string, string>> | undefined
}

export type DbusInterfaces = Readonly<Record<string, DbusInterface>>

/** What happens to a tree. */
export type TreeEvent =
  | { readonly type: 'added'; readonly path: string; readonly interfaces: DbusInterfaces }
  | { readonly type: 'removed'; readonly path: string; readonly interfaces: readonly string[] }
  | {
      readonly type: 'changed'
      readonly path: string
      readonly interface: string
      readonly changed: Variants
      readonly invalidated: readonly string[]
    }

/** Objects by path, with their interfaces. It tells every change to one listener, in order. */
export class ObjectTree {
  readonly #objects = new Map<string, Map<string, DbusInterface>>()
  #listener: (event: TreeEvent) => void = () => {}

  listen(listener: (event: TreeEvent) => void): void {
    this.#listener = listener
  }

  /** Adds an object, or interfaces to the one at this path. */
  add(path: string, interfaces: DbusInterfaces): void {
    const object = this.#objects.get(path) ?? new Map<string, DbusInterface>()
    for (const [name, each] of Object.entries(interfaces)) object.set(name, each)
    this.#objects.set(path, object)
    this.#listener({ type: 'added', path, interfaces })
  }

  /** Removes an object and all below it, the deepest first. */
  remove(path: string): void {
    const gone = [...this.#objects.keys()].filter((each) => each === path || each.startsWith(`${path}/`))
    for (const each of gone.toSorted((one, other) => other.length - one.length)) {
      const interfaces = [...(this.#objects.get(each)?.keys() ?? [])]
      this.#objects.delete(each)
      this.#listener({ type: 'removed', path: each, interfaces })
    }
  }

  /** Removes one interface of an object, if it has it. */
  drop(path: string, name: string): void {
    if (this.#objects.get(path)?.delete(name)) this.#listener({ type: 'removed', path, interfaces: [name] })
  }

  /** Changes properties; one that becomes undefined is invalidated, and not there any more. */
  change(path: string, name: string, changes: Readonly<Record<string, Variant | undefined>>): void {
    const object = this.#objects.get(path)
    const before = object?.get(name)
    if (object === undefined || before === undefined) return
    const all = Object.entries({ ...before.properties, ...changes })
    object.set(name, { ...before, properties: present(all) })
    this.#listener({
      type: 'changed',
      path,
      interface: name,
      changed: present(Object.entries(changes)),
      invalidated: Object.keys(changes).filter((key) => changes[key] === undefined && key in before.properties),
    })
  }

  has(path: string): boolean {
    return this.#objects.has(path)
  }

  interfaces(path: string): ReadonlyMap<string, DbusInterface> | undefined {
    return this.#objects.get(path)
  }

  property(path: string, name: string, property: string): unknown {
    return this.#objects.get(path)?.get(name)?.properties[property]?.value
  }

  paths(): readonly string[] {
    return [...this.#objects.keys()]
  }
}

const present = (entries: readonly (readonly [string, Variant | undefined])[]): Variants =>
  Object.fromEntries(entries.filter((entry): entry is [string, Variant] => entry[1] !== undefined))
