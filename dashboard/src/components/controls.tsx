import { allowedCommands, type Command } from '../live/commands.js'
import { usePage } from './context.js'

const icons: Readonly<Record<Command, string>> = {
  start: 'M8 5v14l11-7z',
  pause: 'M7 5h4v14H7zM14 5h4v14h-4z',
  resume: 'M8 5v14l11-7z',
  lap: 'M5 4h2v16H5zM8 5h11l-3 4 3 4H8z',
  end: 'M6 6h12v12H6z',
  discard: 'M6 6h12v12H6z',
}

interface CommandButtonProps {
  readonly command: Command
  readonly label: string
  /** The key that does the same. */
  readonly shortcut: string
}

export const CommandButton = ({ command, label, shortcut }: CommandButtonProps) => {
  const { session, busy, request } = usePage()
  const isAllowed = allowedCommands(session.value?.state).includes(command)
  return (
    <button
      type="button"
      class={`command ${command}`}
      data-testid={command}
      disabled={!isAllowed || busy.value}
      aria-keyshortcuts={shortcut}
      onClick={() => request(command)}
    >
      <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
        <path d={icons[command]} fill="currentColor" />
      </svg>
      <span>{label}</span>
    </button>
  )
}

/** What can be done to the running session. */
export const Controls = () => {
  const { session } = usePage()
  const state = session.value?.state
  return (
    <fieldset class="controls">
      <legend class="unseen">Workout</legend>
      {state === 'prepared' ? (
        <CommandButton command="start" label="Start" shortcut="S" />
      ) : state === 'paused' ? (
        <CommandButton command="resume" label="Resume" shortcut="Space" />
      ) : (
        <CommandButton command="pause" label="Pause" shortcut="Space" />
      )}
      <CommandButton command="lap" label="Lap" shortcut="L" />
      <CommandButton command="end" label="End" shortcut="E" />
    </fieldset>
  )
}
