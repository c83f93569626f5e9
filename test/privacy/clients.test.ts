import { beforeEach, describe, expect, it } from 'vitest'
import type { SourceRevision } from '../../src/health/origin.js'
import { openAccess } from '../../src/privacy/access.js'
import { type Clients, openClients } from '../../src/privacy/clients.js'
import { seededRandom } from '../store/seeded-random.js'
import { memoryDocuments } from './memory-documents.js'

const parts = () => ({ documents: memoryDocuments(), clock: () => 1_000, random: seededRandom(3) })
let open: () => Clients
let told: SourceRevision[]
let documents: ReturnType<typeof memoryDocuments>

beforeEach(() => {
  const shared = parts()
  documents = shared.documents
  told = []
  const describe = async (revision: SourceRevision): Promise<void> => void told.push(revision)
  open = () => openClients({ ...shared, isTaken: (name) => name === 'watch-1', describe })
})

describe('a program', () => {
  it('comes in by the token that was told once, also after a restart', async () => {
    const { client, token } = await open().create({ id: 'app', version: '1.0' })
    expect(client).toEqual({ id: 'app', name: 'app', version: '1.0', created: 1_000 })
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(open().authenticate(token)).toEqual(client)
    expect(open().authenticate(`${token}x`)).toBeUndefined()
    expect(JSON.stringify(documents.all('client'))).not.toContain(token)
  })

  it('is no owner', async () => {
    const clients = open()
    const { token } = await clients.create({ id: 'app' })
    const access = openAccess({ ...parts(), clients, token: 'secret' })
    expect(access.authenticate({ by: 'token', token })).toEqual({ name: 'app', isOwner: false, by: 'token' })
    expect(access.authenticate({ by: 'cookie', cookie: token })).toBeUndefined()
  })

  it.each(['owner', 'app', 'watch-1'])('cannot be called %s, as somebody is already', async (id) => {
    const clients = open()
    await clients.create({ id: 'app' })
    await expect(clients.create({ id })).rejects.toMatchObject({ code: 'conflict', errors: [{ pointer: '/id' }] })
  })

  it('is a source in the version it has', async () => {
    const clients = open()
    await clients.create({ id: 'app', version: '1.0', productType: 'PC' })
    await clients.change('app', { version: '1.1' })
    expect(told).toMatchObject([
      { source: 'app', version: '1.0', productType: 'PC' },
      { source: 'app', version: '1.1', productType: 'PC' },
    ])
    await expect(clients.change('nobody', { version: '2' })).rejects.toMatchObject({ code: 'notFound' })
  })

  it('is out when it is sent away, and who listens hears of it', async () => {
    const clients = open()
    const { token } = await clients.create({ id: 'app' })
    const gone: string[] = []
    const end = clients.onRemoval((id) => gone.push(id))
    await clients.remove('app')
    expect(clients.authenticate(token)).toBeUndefined()
    expect(open().all()).toEqual([])
    await expect(clients.remove('app')).rejects.toMatchObject({ code: 'notFound' })
    end()
    const again = await clients.create({ id: 'app' })
    expect(again.token).not.toBe(token)
    await clients.remove('app')
    expect(gone).toEqual(['app'])
  })
})
