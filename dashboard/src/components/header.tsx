import { devicesHash, liveHash, progressHash, type Route, workoutsHash } from '../route.js'
import { usePage } from './context.js'
import { PersonOptions } from './person-options.js'

const Logo = () => (
  <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="#e5384f" />
    <path
      d="M4 17h6l3-8 5 15 3.5-7H28"
      fill="none"
      stroke="#fff"
      stroke-width="2.6"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
)

const UserPicker = () => {
  const { users, user, watch } = usePage()
  if (users.value.length < 2) return null
  return (
    <label class="picker">
      <span class="unseen">Person</span>
      <select value={user.value ?? ''} onChange={(event) => watch(event.currentTarget.value)}>
        <PersonOptions />
      </select>
    </label>
  )
}

const connectionTexts = { connecting: 'Connecting', open: 'Live', interrupted: 'Offline' } as const

const Connection = () => {
  const { connection } = usePage()
  return (
    <span class={`connection ${connection.value}`} data-testid="connection">
      <span class="dot" aria-hidden="true" />
      <span class="text">{connectionTexts[connection.value]}</span>
    </span>
  )
}

const Links = () => {
  const { route } = usePage()
  const current = (...views: readonly Route['view'][]) =>
    views.includes(route.value.view) ? { 'aria-current': 'page' as const } : {}
  return (
    <nav aria-label="Views">
      <a href={liveHash} {...current('live')}>
        Live
      </a>
      <a href={workoutsHash} {...current('workouts', 'workout')}>
        Workouts
      </a>
      <a href={progressHash} {...current('progress')}>
        Progress
      </a>
      <a href={devicesHash} {...current('devices')}>
        Devices
      </a>
    </nav>
  )
}

export const Header = () => {
  const { access, dialog } = usePage()
  const isIn = access.value === 'granted'
  return (
    <header class="top">
      <a class="brand" href={liveHash} aria-label="vitald, live view">
        <Logo />
        <span>vitald</span>
      </a>
      {isIn && <Links />}
      <div class="spacer" />
      {isIn && <Connection />}
      {isIn && <UserPicker />}
      <button
        type="button"
        class="icon"
        aria-label="Keyboard shortcuts"
        onClick={() => {
          dialog.value = 'help'
        }}
      >
        ?
      </button>
    </header>
  )
}
