import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Access, createToken, openAccess } from '../../src/privacy/access.js'
import type { Documents } from '../../src/store/documents.js'
import { memoryDocuments } from './memory-documents.js'

const minute = 60_000
const day = 24 * 60 * minute
let now = 0
let seed = 0
let documents: Documents
let access: Access

// Different on every call and the same in every run.
const random = (buffer: Uint8Array): Uint8Array => {
  seed += 1
  const bytes = createHash('sha256').update(String(seed)).digest()
  return buffer.map((_, index) => bytes[index % bytes.length] ?? 0)
}
const token = 'the-owner-s-token'
const open = (): Access => openAccess({ documents, token, clock: () => now, random })
const signIn = async (): Promise<string> => (await access.redeem(access.issueSignIn())).cookie

beforeEach(() => {
  now = 0
  documents = memoryDocuments()
  access = open()
})

describe('a token', () => {
  it('is 32 random bytes in base64url', () => {
    expect(createToken(random)).toMatch(/^[\w-]{43}$/)
    expect(createToken(random)).not.toBe(createToken(random))
  })

  it('lets the owner in', () => {
    expect(access.authenticate({ by: 'token', token })).toEqual({ name: 'owner', isOwner: true, by: 'token' })
  })

  it.each(['', 'the-owner-s-toke', 'the-owner-s-token2'])('is not %j', (wrong) => {
    expect(access.authenticate({ by: 'token', token: wrong })).toBeUndefined()
  })
})

describe('a sign-in code', () => {
  it('signs in once', async () => {
    const code = access.issueSignIn()
    await access.redeem(code)
    await expect(access.redeem(code)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('is good for 15 minutes, and not a millisecond longer', async () => {
    const [early, late] = [access.issueSignIn(), access.issueSignIn()]
    now = 15 * minute - 1
    await access.redeem(early)
    now = 15 * minute
    await expect(access.redeem(late)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('gives way to the 32nd after it', async () => {
    const first = access.issueSignIn()
    const second = access.issueSignIn()
    for (let count = 0; count < 31; count += 1) access.issueSignIn()
    await expect(access.redeem(first)).rejects.toMatchObject({ code: 'unauthenticated' })
    await access.redeem(second)
  })

  it('does not name itself in the error', async () => {
    await expect(access.redeem('guessed-code')).rejects.not.toThrow(/guessed-code/)
  })
})

describe('the session of a page', () => {
  it('lets the owner in by its cookie', async () => {
    const cookie = await signIn()
    expect(access.authenticate({ by: 'cookie', cookie })).toEqual({ name: 'owner', isOwner: true, by: 'cookie' })
    expect(access.authenticate({ by: 'token', token: cookie })).toBeUndefined()
    expect(access.authenticate({ by: 'cookie', cookie: token })).toBeUndefined()
  })

  it('outlives a restart', async () => {
    const cookie = await signIn()
    expect(open().authenticate({ by: 'cookie', cookie })).toBeDefined()
  })

  it('ends after 30 days', async () => {
    const cookie = await signIn()
    now = 30 * day - 1
    expect(access.authenticate({ by: 'cookie', cookie })).toBeDefined()
    now = 30 * day
    expect(access.authenticate({ by: 'cookie', cookie })).toBeUndefined()
  })

  it('is kept as a hash only', async () => {
    const cookie = await signIn()
    expect(JSON.stringify(documents.all('pageSession'))).not.toContain(cookie)
  })

  it('is forgotten once it has ended', async () => {
    await signIn()
    now = 31 * day
    await signIn()
    expect(documents.all('pageSession')).toHaveLength(1)
  })

  it('gives way to the 256th after it', async () => {
    const first = await signIn()
    for (let count = 0; count < 255; count += 1) await signIn()
    expect(access.authenticate({ by: 'cookie', cookie: first })).toBeDefined()
    await signIn()
    expect(access.authenticate({ by: 'cookie', cookie: first })).toBeUndefined()
    expect(documents.all('pageSession')).toHaveLength(256)
  })
})
