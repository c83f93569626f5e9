/** Who is connected by which connections: a device is online while it has one. */
export class DevicePresence<Connection> {
  readonly #connections = new Map<string, Set<Connection>>()

  of(device: string): readonly Connection[] {
    return [...(this.#connections.get(device) ?? [])]
  }

  /** Whether this is the device's first connection. */
  joined(device: string, connection: Connection): boolean {
    const connections = this.#connections.get(device) ?? new Set()
    this.#connections.set(device, connections.add(connection))
    return connections.size === 1
  }

  /** Whether this was the device's last connection. */
  left(device: string, connection: Connection): boolean {
    const connections = this.#connections.get(device)
    if (!connections?.delete(connection) || connections.size > 0) return false
    return this.#connections.delete(device)
  }
}
