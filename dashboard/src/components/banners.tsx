import { usePage } from './context.js'

const Interrupted = () => {
  const { connection, access, retry } = usePage()
  if (connection.value !== 'interrupted' || access.value !== 'granted') return null
  return (
    <div class="banner warning" role="status">
      <span>Connection lost, trying again</span>
      <button type="button" onClick={retry}>
        Try now
      </button>
    </div>
  )
}

const ProblemBanner = () => {
  const { problem, access } = usePage()
  if (problem.value === undefined || access.value === 'denied') return null
  return (
    <div class="banner problem" role="alert">
      <span>{problem.value}</span>
      <button
        type="button"
        onClick={() => {
          problem.value = undefined
        }}
      >
        Dismiss
      </button>
    </div>
  )
}

/** What stands in the way, above everything. */
export const Banners = () => (
  <>
    <Interrupted />
    <ProblemBanner />
  </>
)
