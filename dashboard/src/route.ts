/** A view of the page, by the address's hash. */
export type Route =
  | { readonly view: 'live' }
  | { readonly view: 'workouts' }
  | { readonly view: 'workout'; readonly id: string }
  | { readonly view: 'progress' }
  | { readonly view: 'devices' }

/** The view that a hash names; an unknown one is the live view. */
export const parseRoute = (hash: string): Route => {
  const [, view, id] = hash.replace(/^#/, '').split('/')
  if (view === 'devices' || view === 'progress') return { view }
  if (view !== 'workouts') return { view: 'live' }
  return id ? { view: 'workout', id } : { view: 'workouts' }
}

export const workoutsHash = '#/workouts'
export const progressHash = '#/progress'
export const devicesHash = '#/devices'
export const liveHash = '#/'
export const workoutHash = (id: string): string => `${workoutsHash}/${id}`
