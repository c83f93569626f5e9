import { usePage } from '../components/context.js'
import { Dialog } from '../components/dialog.js'
import { workoutsHash } from '../route.js'

interface DeleteDialogProps {
  readonly user: string
  readonly workout: string
}

/** Asks before a workout is deleted. */
export const DeleteDialog = ({ user, workout }: DeleteDialogProps) => {
  const { api, dialog, fail, announcement, forgetFinished } = usePage()
  const close = () => {
    dialog.value = 'none'
  }
  const remove = async () => {
    close()
    try {
      await api.deleteWorkout(user, workout)
      announcement.value = 'Workout deleted'
      forgetFinished(workout)
      location.hash = workoutsHash
    } catch (cause) {
      fail(cause)
    }
  }
  return (
    <Dialog name="delete" title="Delete this workout?">
      <p>Its samples stay; the record itself is gone for good.</p>
      <div class="choices">
        <button type="button" class="danger" onClick={() => void remove()}>
          Delete it
        </button>
        <button type="button" onClick={close}>
          Keep it
        </button>
      </div>
    </Dialog>
  )
}
