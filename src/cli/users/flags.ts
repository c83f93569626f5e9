import { clientFlags } from '../load-config.js'

/** The flags of every command about people. */
export const common = {
  ...clientFlags,
  json: { type: 'boolean', description: 'print what the API answers' },
} as const

/** The person that a command is about. */
export const person = { type: 'positional', description: "the person's id", required: true } as const

export const userUrl = (id: string): string => `/v1/users/${encodeURIComponent(id)}`
