import { afterEach, describe, expect, it, vi } from 'vitest'
import { openForeignTopics } from '../../../../devices/mqtt/foreign/foreign-topics.js'
import { mappingOf } from '../foreign/foreign-engine.js'
import { recordedHandlers } from '../recorded-handlers.js'
import { begin, closeOf, closeOpened, inbox, signIn } from '../signed-in.js'

afterEach(closeOpened)

const pulse = { device: '$1', type: 'heartRate', value: '$' }
const foreign = openForeignTopics(
  [
    { ...pulse, topic: 'node/+/hr' },
    { ...pulse, topic: 'gateway/+/hr', publishers: ['strap'] },
    { topic: 'any/hr', device: '$.id', type: 'heartRate', value: '$.hr' },
  ].map(mappingOf),
  'vitald',
)
const open = () => begin(recordedHandlers(), { foreign })

describe('a device of somebody else’s making at the embedded broker', () => {
  it('speaks for itself on a topic that says so, and is acknowledged', async () => {
    const { broker, calls } = await open()
    await (await signIn(broker, 'watch')).publishAsync('node/watch/hr', '142', { qos: 1 })
    expect(calls).toContain('samples watch 142')
  })

  it.each(['node/strap/hr', 'gateway/watch2/hr', 'any/hr'])('does not speak for another on %s', async (topic) => {
    const { broker, calls, denials } = await open()
    const watch = await signIn(broker, 'watch')
    const closed = closeOf(watch)
    watch.publish(topic, '{"id":"strap","hr":60}')
    await closed
    expect(denials).toContain('publication refused')
    expect(calls.filter((call) => call.startsWith('samples'))).toEqual([])
  })

  it('speaks for all devices of a mapping whose publisher it is', async () => {
    const { broker, calls } = await open()
    await (await signIn(broker, 'strap')).publishAsync('gateway/anybody/hr', '60', { qos: 1 })
    expect(calls).toContain('samples anybody 60')
  })

  it('may say what nobody reads, which reaches nobody', async () => {
    const { broker, calls } = await open()
    const reader = await signIn(broker, 'home-assistant')
    await reader.subscribeAsync('#')
    const messages = inbox(reader)
    const watch = await signIn(broker, 'watch')
    await watch.publishAsync('homeassistant/sensor/x/config', '{}', { qos: 1, retain: true })
    await watch.publishAsync('node/watch/hr', '61', { qos: 1 })
    await vi.waitFor(() => expect(messages).toContain('node/watch/hr 61'))
    expect(messages.filter((each) => each.includes('config'))).toEqual([])
    expect(calls).toContain('samples watch 61')
    expect(broker.figures()).toMatchObject({ dropped: 1 })
  })

  it('still may not say what the engine says', async () => {
    const { broker } = await open()
    const watch = await signIn(broker, 'watch')
    const closed = closeOf(watch)
    watch.publish('vitald/users/me/session', '{}')
    await closed
  })

  it('is heard through a program too', async () => {
    const { broker, calls } = await open()
    await (await signIn(broker, 'home-assistant')).publishAsync('any/hr', '{"id":"belt","hr":60}', { qos: 1 })
    expect(calls).toContain('samples belt 60')
  })
})
