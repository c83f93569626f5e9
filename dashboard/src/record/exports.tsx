import { usePage } from '../components/context.js'
import { useLoaded } from '../components/loaded.js'

const formats = [
  ['fit', 'FIT'],
  ['tcx', 'TCX'],
  ['gpx', 'GPX'],
  ['csv', 'CSV'],
  ['json', 'JSON'],
] as const

interface ExportsProps {
  readonly user: string
  readonly workout: string
}

/** The workout as files for other programs; GPX only where it has a route. */
export const Exports = ({ user, workout }: ExportsProps) => {
  const { api, dialog } = usePage()
  const route = useLoaded(() => api.hasRoute(user, workout), [user, workout])
  const hasRoute = route.state === 'ready' && route.value
  return (
    <div class="exports">
      <span class="muted">Save as</span>
      {formats
        .filter(([format]) => format !== 'gpx' || hasRoute)
        .map(([format, text]) => (
          <a
            key={format}
            class="chip"
            href={api.fileUrl(user, workout, format)}
            download
            data-testid={`save-${format}`}
          >
            {text}
          </a>
        ))}
      <button
        type="button"
        class="quiet"
        data-testid="delete"
        onClick={() => {
          dialog.value = 'delete'
        }}
      >
        Delete…
      </button>
    </div>
  )
}
