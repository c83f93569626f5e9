/** Something that takes MQTT messages and makes their samples durable. */
export interface Contender {
  readonly url: string
  readonly logins: readonly Login[]
  /** Engine and broker, for their CPU time. */
  pids(): readonly (number | undefined)[]
  /** How many samples are durable now; left out when an acknowledgement is all it gives. */
  readonly durable?: () => Promise<number>
  close(): Promise<void>
}

export interface Login {
  readonly device: string
  readonly username: string
  readonly password: string
}

export const devices = 10

/** Devices of a broker that asks for no password. */
export const openLogins: readonly Login[] = Array.from({ length: devices }, (_, index) => ({
  device: `watch-${index}`,
  username: '',
  password: '',
}))
