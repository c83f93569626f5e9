import { describe, expect, it } from 'vitest'
import { PairingAgent } from '../../../../devices/ble/bluez/pairing-agent.js'

const device = '/org/bluez/hci0/dev_C0_FF_EE_00_00_01'
const ask = (agent: PairingAgent, member: string, place: { path?: string; interface?: string } = {}) =>
  agent.called({
    ...{ sender: ':1.5', path: '/org/vitald/agent', interface: 'org.bluez.Agent1', member },
    ...{ body: [device], ...place },
  })

describe('the pairing agent', () => {
  it.each(['RequestConfirmation', 'RequestAuthorization', 'AuthorizeService'])(
    'agrees to %s of a device while its pairing is asked for, and not before or after',
    (member) => {
      const agent = new PairingAgent()
      const rejected = { error: 'org.bluez.Error.Rejected' }
      expect(ask(agent, member)).toEqual(rejected)
      const disallow = agent.allow(device)
      expect(ask(agent, member)).toEqual({})
      disallow()
      expect(ask(agent, member)).toEqual(rejected)
    },
  )

  it.each(['RequestPinCode', 'RequestPasskey', 'Anything'])('has no answer to %s', (member) => {
    const agent = new PairingAgent()
    agent.allow(device)
    expect(ask(agent, member)).toEqual({ error: 'org.bluez.Error.Rejected' })
  })

  it('takes note of what it is told, and knows no other object or interface', () => {
    const agent = new PairingAgent()
    expect([ask(agent, 'Release'), ask(agent, 'Cancel')]).toEqual([{}, {}])
    expect(ask(agent, 'Release', { path: '/' })).toBeUndefined()
    expect(ask(agent, 'Release', { interface: 'org.freedesktop.DBus.Peer' })).toBeUndefined()
  })
})
