import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { openBluezDouble } from '../../simulators/bluez/bluez-double.js'
import { createStrap } from '../../simulators/peripheral/strap.js'
import { createTrainer } from '../../simulators/peripheral/trainer.js'
import { systemTimers } from '../../simulators/timers.js'
import { type Daemon, startDaemon } from '../../test/setup/daemon.js'
import { startDbus } from '../../test/setup/dbus.js'
import { cpuMsOf } from '../cpu.js'
import { type Line, median } from '../report.js'
import { inRounds } from '../rounds.js'

const [strap, trainer] = ['C0:FF:EE:00:00:01', 'C0:FF:EE:00:00:02']
const settleMs = 10_000
const measuredMs = 60_000
const near = z.object({ items: z.array(z.object({ device: z.string() })) })
const listed = z.object({ items: z.array(z.object({ state: z.string().optional() })) })

const streaming = async (daemon: Daemon): Promise<boolean> => {
  const { items } = listed.parse(await daemon.get('/v1/devices'))
  return items.filter(({ state }) => state === 'streaming').length === 2
}

/** Makes both sensors ours, and begins a ride. */
async function pairAndRide(daemon: Daemon): Promise<void> {
  const { body } = await daemon.send('POST', '/v1/devices/scan', { seconds: 5 })
  for (const { device } of near.parse(body).items)
    await daemon.send('POST', `/v1/devices/${device}/pair`, { user: 'me' })
  for (let waited = 0; !(await streaming(daemon)); waited += 200) {
    if (waited > 60_000) throw new Error('strap and trainer do not stream')
    await pause(200)
  }
  await daemon.send('POST', '/v1/users/me/sessions', { activityType: 'cycling', location: 'indoor' })
}

/** The share of a core that a daemon takes, with a strap at 1 Hz and a trainer at 4 Hz in a ride, or with nothing. */
async function share(isRiding: boolean): Promise<number> {
  const bus = await startDbus()
  const bluez = await openBluezDouble({ busAddress: bus.address, timers: systemTimers(Date.now) })
  bluez.air.place(createStrap({ seed: 1 }), { address: strap })
  bluez.air.place(createTrainer({ seed: 1 }), { address: trainer })
  const settings = { ble: { enabled: isRiding }, log: { level: 'error' } }
  const daemon = await startDaemon(settings, { DBUS_SYSTEM_BUS_ADDRESS: bus.address })
  try {
    if (isRiding) await pairAndRide(daemon)
    await pause(settleMs)
    const before = cpuMsOf([daemon.pid()])
    await pause(measuredMs)
    return (cpuMsOf([daemon.pid()]) - before) / measuredMs
  } finally {
    await daemon.close()
    await bluez.close()
    await bus.close()
  }
}

/** What a strap and a trainer cost the daemon: the whole way from the bus into the store, the session and the live values. */
export async function bluetoothBench(times: number): Promise<Line[]> {
  const { riding, idle } = await inRounds('bluetooth', times, { riding: () => share(true), idle: () => share(false) })
  const percent = 100 * (median(riding) - median(idle))
  const promise = 'a strap at 1 Hz and a trainer at 4 Hz in a ride, above an idle daemon'
  return [{ promise, ours: percent, peer: 2, unit: '% of a core', against: '2 %', bar: { atMost: 1 } }]
}
