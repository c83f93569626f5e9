import type { DeviceTask } from '../device-messages.js'
import type { DeviceHandlers } from '../mqtt-link.js'
import type { ForeignReport } from './mapping.js'

interface Told {
  readonly handlers: DeviceHandlers
  /** When the message came, epoch ms. */
  readonly at: number
  readonly isAlive: (() => boolean) | undefined
}

/** What is to be done with a message's reports. */
export interface ReportTasks {
  readonly list: readonly DeviceTask[]
  /** Whether the message said anything at all. */
  readonly isHeard: boolean
  /** To be called when the list is done: only then is a new device known, and can have a status. */
  readonly conclude: () => void
}

const isHeard = ({ outcomes, facts, battery, status, commands }: ForeignReport): boolean =>
  outcomes.length > 0 || commands.length > 0 || (facts ?? battery ?? status) !== undefined

/** What a device says of itself, and what no reading came of. */
function note({ device, outcomes, battery, status }: ForeignReport, { handlers }: Told): void {
  if (status !== undefined) handlers.status(device, status)
  if (battery !== undefined) handlers.battery(device, battery)
  for (const { refused } of outcomes) for (const reason of refused) handlers.refused(reason, 1)
}

/** Each row by itself: what one sensor says wrong is no reason to lose what the others say. */
function* tasksOf(report: ForeignReport, { handlers, at, isAlive }: Told): Generator<DeviceTask> {
  const { device, facts, outcomes, commands } = report
  const nothing = () => ({ readings: 0 })
  if (facts !== undefined) {
    const work = () => handlers.birth(device, facts)
    yield { device, name: 'birth', isAlive, order: 'alone', work, lost: nothing }
  }
  for (const { readings, undo } of outcomes) {
    if (readings.length === 0) continue
    const work = () => handlers.samples(device, readings, at)
    yield {
      device,
      name: 'samples',
      isAlive,
      order: 'overlap',
      work,
      lost: () => ({ readings: readings.length }),
      undo,
    }
  }
  for (const command of commands) {
    const work = () => handlers.workout(device, command)
    yield { device, name: 'workout', isAlive, order: 'alone', work, lost: nothing }
  }
}

/** What a message's reports ask for, in the order in which it is to be done. */
export function createReportTasks(reports: readonly ForeignReport[], told: Told): ReportTasks {
  return {
    list: reports.flatMap((report) => [...tasksOf(report, told)]),
    isHeard: reports.some(isHeard),
    conclude: () => {
      for (const report of reports) note(report, told)
    },
  }
}
