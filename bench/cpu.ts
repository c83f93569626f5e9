import { readFileSync } from 'node:fs'

const ticksPerSecond = 100

/** CPU time that these processes have used, ms (proc(5), utime and stime, in hundredths of a second on Linux). */
export const cpuMsOf = (pids: readonly (number | undefined)[]): number =>
  pids.reduce<number>((sum, pid) => {
    if (pid === undefined) return sum
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return sum + ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond
  }, 0)
