import type { SessionEventName } from '../../health/workout.js'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { eventFlags, sendEvent } from './send-event.js'

interface PlainEvent {
  readonly event: SessionEventName
  readonly summary: string
  /** What became of it, where the session's state says too little. */
  readonly state?: string | undefined
}

const events: Readonly<Record<string, PlainEvent>> = {
  pause: { event: 'pause', summary: 'Pause the workout' },
  resume: { event: 'resume', summary: 'Go on after a pause' },
  lap: { event: 'lap', summary: 'End the lap and begin the next one' },
  segment: { event: 'segment', summary: 'Mark a segment' },
  marker: { event: 'marker', summary: 'Mark a point of interest' },
  next: { event: 'next', summary: 'Go on to the next step of the plan' },
  'end-activity': { event: 'endActivity', summary: 'End the activity inside the workout; the workout goes on' },
  stop: { event: 'stop', summary: 'Stop collecting; the last sensor data may still arrive' },
  end: { event: 'end', summary: 'End the workout and save it at once' },
  finish: { event: 'finish', summary: 'Stop, wait for the sensors, save and end; says how each step went' },
  discard: { event: 'discard', summary: 'End the workout and save nothing; its samples stay', state: 'discarded' },
}

const eventCommand = (ambient: Ambient, name: string, { summary, ...said }: PlainEvent): AnyCommand =>
  command(ambient, {
    name,
    summary,
    example: `vitald workout ${name}`,
    args: eventFlags,
    run: (args) => sendEvent({ ...said, name }, args, ambient),
  })

/** `vitald workout pause`, `resume`, `lap` …: what can be said to the running workout, by its name. */
export const eventCommands = (ambient: Ambient): Readonly<Record<string, AnyCommand>> =>
  Object.fromEntries(Object.entries(events).map(([name, event]) => [name, eventCommand(ambient, name, event)]))
