import { type DataFolder, openDataFolder } from '../../data-folder.js'
import { createUuidV7 } from '../../health/uuid.js'
import { explained } from '../../start-failure.js'
import type { HealthStore } from '../../store/health-store.js'
import type { Opening } from './opening.js'

const dayMs = 86_400_000

/** What everything else stands on. */
export interface Foundation {
  readonly folder: DataFolder
  readonly store: HealthStore
  readonly newId: () => string
}

/** Takes hold of the data folder and opens the store in it. */
export async function openFoundation({ open, config, world, logOf, onClose }: Opening): Promise<Foundation> {
  const { clock, random } = world
  const makeToken = () => open.createToken(random)
  const folder = await explained(`use the data folder ${config.data}`, () =>
    openDataFolder({ path: config.data, makeToken, hold: open.holdFile }),
  )
  onClose(() => folder.close())
  const store = await explained(`open the store ${folder.database}`, () =>
    open.openStore({
      ...{ file: folder.database, clock, random, log: logOf('store') },
      tombstoneRetentionMs: config.store.tombstoneDays * dayMs,
    }),
  )
  onClose(() => store.close())
  return { folder, store, newId: createUuidV7(clock, random) }
}
