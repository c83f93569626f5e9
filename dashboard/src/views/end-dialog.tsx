import { useEffect, useState } from 'preact/hooks'
import { usePage } from '../components/context.js'
import { Dialog } from '../components/dialog.js'
import { formatActivity, formatDistance, formatDuration } from '../format.js'
import type { Command } from '../live/commands.js'
import { distanceOf } from '../live/quantities.js'

const SoFar = () => {
  const { session } = usePage()
  if (session.value === null) return <p>The workout has ended already.</p>
  const { activityType, location, elapsed, statistics } = session.value
  const distance = formatDistance(distanceOf(statistics))
  return (
    <p>
      {formatActivity(activityType, location)}, {formatDuration(elapsed)}, {distance.value} {distance.unit} so far.
    </p>
  )
}

/** Asks before a workout is ended and saved, or (asked twice) thrown away. */
export const EndDialog = () => {
  const { dialog, send } = usePage()
  const [isDiscarding, setDiscarding] = useState(false)
  const { value: open } = dialog
  useEffect(() => setDiscarding(false), [open])
  const close = () => {
    dialog.value = 'none'
  }
  const finish = (command: Command) => () => {
    close()
    void send(command)
  }
  return (
    <Dialog name="end" title={isDiscarding ? 'Throw this workout away?' : 'End this workout?'}>
      <SoFar />
      {isDiscarding && <p>Its samples stay; the workout itself is not saved.</p>}
      <div class="choices">
        {isDiscarding ? (
          <button type="button" class="danger" onClick={finish('discard')}>
            Discard for good
          </button>
        ) : (
          <button type="button" class="primary" onClick={finish('finish')}>
            End and save
          </button>
        )}
        <button type="button" onClick={close}>
          Keep going
        </button>
        {!isDiscarding && (
          <button type="button" class="quiet" onClick={() => setDiscarding(true)}>
            Discard…
          </button>
        )}
      </div>
    </Dialog>
  )
}
