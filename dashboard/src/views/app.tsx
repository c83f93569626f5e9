import { Banners } from '../components/banners.js'
import { usePage } from '../components/context.js'
import { Header } from '../components/header.js'
import { ProgressView } from '../progress/progress-view.js'
import { DevicesView } from './devices-view.js'
import { EndDialog } from './end-dialog.js'
import { HelpDialog } from './help-dialog.js'
import { LiveView } from './live-view.js'
import { SignedOut } from './signed-out.js'
import { WorkoutView } from './workout-view.js'
import { WorkoutsView } from './workouts-view.js'

const View = () => {
  const { access, route, user } = usePage()
  if (access.value === 'denied') return <SignedOut />
  if (user.value === undefined)
    return (
      <p class="waiting" role="status">
        Connecting…
      </p>
    )
  const { value: current } = route
  if (current.view === 'workouts') return <WorkoutsView key={user.value} user={user.value} />
  if (current.view === 'progress') return <ProgressView key={user.value} user={user.value} />
  if (current.view === 'devices') return <DevicesView key={user.value} />
  if (current.view === 'workout') return <WorkoutView key={current.id} user={user.value} id={current.id} />
  return <LiveView />
}

export const App = () => {
  const { announcement } = usePage()
  return (
    <>
      <Header />
      <Banners />
      <main id="main" tabIndex={-1}>
        <View />
      </main>
      <EndDialog />
      <HelpDialog />
      <p class="unseen" aria-live="polite" data-testid="announcement">
        {announcement}
      </p>
    </>
  )
}
