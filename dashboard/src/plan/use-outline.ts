import { useEffect, useState } from 'preact/hooks'
import { usePage } from '../components/context.js'
import type { PlanOutline } from './plan-wire.js'

/** The steps of a session's plan, asked for once; undefined until they are here. */
export const useOutline = (session: string): PlanOutline | undefined => {
  const { api, user, fail } = usePage()
  const [outline, setOutline] = useState<PlanOutline | undefined>(undefined)
  useEffect(() => {
    if (user.value === undefined) return undefined
    let isCurrent = true
    api.outline(user.value, session).then((told) => isCurrent && setOutline(told), fail)
    return () => {
      isCurrent = false
    }
  }, [user.value, session])
  return outline
}
