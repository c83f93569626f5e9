import { clientFlags } from '../load-config.js'

/** The flags of every command about devices. */
export const common = {
  ...clientFlags,
  json: { type: 'boolean', description: 'print what the API answers' },
} as const

/** The device that a command is about. */
export const device = {
  type: 'positional',
  description: "the device's name, or a sensor's address",
  required: true,
} as const

export const deviceUrl = (name: string, place = ''): string => `/v1/devices/${encodeURIComponent(name)}${place}`
