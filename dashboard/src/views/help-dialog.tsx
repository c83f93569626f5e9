import { usePage } from '../components/context.js'
import { Dialog } from '../components/dialog.js'

const keys = [
  ['S', 'Start a workout'],
  ['Space', 'Pause or resume'],
  ['L', 'New lap'],
  ['N', 'Next step of the plan'],
  ['M', 'Marker'],
  ['G', 'Segment'],
  ['E', 'End, after a question'],
  ['?', 'This help'],
] as const

export const HelpDialog = () => {
  const { dialog } = usePage()
  return (
    <Dialog name="help" title="Keyboard shortcuts">
      <dl class="keys">
        {keys.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p>
        <a href="/guide/riders">For riders</a>: sensors, rides, figures, commands. <a href="/docs">HTTP API</a>: for
        programs.
      </p>
      <div class="choices">
        <button
          type="button"
          class="primary"
          onClick={() => {
            dialog.value = 'none'
          }}
        >
          Close
        </button>
      </div>
    </Dialog>
  )
}
