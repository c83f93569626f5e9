import { expect, it, onTestFinished } from 'vitest'
import { openBluezDouble } from '../../../simulators/bluez/bluez-double.js'
import { openConnection } from '../../../simulators/dbus/connection.js'
import { createCrowd } from '../../../simulators/peripheral/crowd.js'
import { systemTimers } from '../../../simulators/timers.js'
import { startDbus } from '../../setup/dbus.js'
import { createCentral } from './central.js'

it('tells every advertisement of sixty straps to a program that asks for each', async () => {
  const bus = await startDbus()
  const bluez = await openBluezDouble({ busAddress: bus.address, timers: systemTimers(Date.now) })
  const program = await openConnection(bus.address)
  onTestFinished(async () => {
    await bluez.close()
    await program.close()
    await bus.close()
  })
  const central = await createCentral(program)
  const crowd = createCrowd(60, 1)
  for (const { strap, ...placement } of crowd) bluez.air.place(strap, placement)
  await central.filter({ DuplicateData: true })
  await central.adapter('StartDiscovery')
  const paths = crowd.map(({ address }) => `/org/bluez/hci0/dev_${address.replaceAll(':', '_')}`)
  const told = () => paths.map((path) => central.told(path))
  await expect.poll(() => Math.min(...told())).toBeGreaterThan(4)
  expect(Math.max(...told()) - Math.min(...told())).toBeLessThan(3)
  expect(paths.every((path) => (central.manufacturerData(path)?.[107]?.at(-1) ?? 0) > 40)).toBe(true)
  expect(bluez.figures()).toMatchObject({ devices: 60, links: 0 })
})
