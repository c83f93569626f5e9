import type { OriginBook } from '../store/origins.js'
import type { Users } from './users.js'

/**
 * Tells the store in which zone each person is, now and at every change of a profile. Resolves when it knows those of
 * the present; `onFault` hears of what could not be told. Returns the function that ends it.
 */
export async function followZones(
  users: Pick<Users, 'all' | 'subscribe'>,
  origins: Pick<OriginBook, 'setTimeZone' | 'timeZoneOf'>,
  onFault: (error: unknown) => void,
): Promise<() => void> {
  const tell = async ({ id, timeZone }: { readonly id: string; readonly timeZone: string }): Promise<void> => {
    if (origins.timeZoneOf(id) !== timeZone) await origins.setTimeZone(id, timeZone).catch(onFault)
  }
  const end = users.subscribe(tell)
  await Promise.all(users.all().map(tell))
  return end
}
