import { allowedCommands, type Command } from '../live/commands.js'
import { usePage } from './context.js'

const icons: Readonly<Record<Command, string>> = {
  start: 'M8 5v14l11-7z',
  pause: 'M7 5h4v14H7zM14 5h4v14h-4z',
  resume: 'M8 5v14l11-7z',
  lap: 'M5 4h2v16H5zM8 5h11l-3 4 3 4H8z',
  segment: 'M4 11h5v2H4zM11 8h2v8h-2zM15 11h5v2h-5z',
  marker: 'M12 3a6 6 0 0 1 6 6c0 4-6 12-6 12S6 13 6 9a6 6 0 0 1 6-6z',
  next: 'M6 5v14l9-7zM16 5h3v14h-3z',
  finish: 'M6 6h12v12H6z',
  discard: 'M6 6h12v12H6z',
}

interface CommandButtonProps {
  readonly command: Command
  readonly label: string
  /** The key that does the same. */
  readonly shortcut: string
  /** Whether it stands back behind the others. */
  readonly minor?: true
}

export const CommandButton = ({ command, label, shortcut, minor }: CommandButtonProps) => {
  const { session, busy, request } = usePage()
  const isAllowed = allowedCommands(session.value).includes(command)
  return (
    <button
      type="button"
      class={`command ${command} ${minor ? 'minor' : ''}`}
      data-testid={command}
      disabled={!isAllowed || busy.value}
      aria-keyshortcuts={shortcut}
      title={`${label} (${shortcut})`}
      onClick={() => request(command)}
    >
      <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
        <path d={icons[command]} fill="currentColor" />
      </svg>
      <span class={minor ? 'unseen' : ''}>{label}</span>
    </button>
  )
}

/** What can be done to the running session. */
export const Controls = () => {
  const { session } = usePage()
  const { value: ride } = session
  return (
    <fieldset class="controls">
      <legend class="unseen">Workout</legend>
      {ride?.state === 'prepared' ? (
        <CommandButton command="start" label="Start" shortcut="S" />
      ) : ride?.state === 'paused' ? (
        <CommandButton command="resume" label="Resume" shortcut="Space" />
      ) : (
        <CommandButton command="pause" label="Pause" shortcut="Space" />
      )}
      <CommandButton command="lap" label="Lap" shortcut="L" />
      {ride?.plan?.step !== undefined && <CommandButton command="next" label="Next" shortcut="N" />}
      <CommandButton command="finish" label="End" shortcut="E" />
    </fieldset>
  )
}

/** What marks a moment and changes nothing else. */
export const Marking = () => (
  <fieldset class="marking">
    <legend class="unseen">Marks</legend>
    <CommandButton command="marker" label="Marker" shortcut="M" minor />
    <CommandButton command="segment" label="Segment" shortcut="G" minor />
  </fieldset>
)
