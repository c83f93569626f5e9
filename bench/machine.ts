import { availableParallelism, cpus, totalmem } from 'node:os'

/** What the figures of a run depend on: cores, processor, memory, Node. */
export const machineText = (): string =>
  [
    `${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unknown processor'}`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Node ${process.version}`,
  ].join(', ')
