import { usePage } from '../components/context.js'
import { Dialog } from '../components/dialog.js'

/** Asks before a device is forgotten. */
export const ForgetDialog = () => {
  const { dialog, forgetting, sensors } = usePage()
  const { value: device } = forgetting
  const close = () => {
    dialog.value = 'none'
  }
  return (
    <Dialog name="forget" title={`Forget ${device?.name ?? device?.id ?? 'this device'}?`}>
      <p>It is let go and has to be paired anew. What it measured stays.</p>
      <div class="choices">
        <button
          type="button"
          class="danger"
          onClick={() => {
            close()
            if (device) void sensors.forget(device)
          }}
        >
          Forget it
        </button>
        <button type="button" onClick={close}>
          Keep it
        </button>
      </div>
    </Dialog>
  )
}
