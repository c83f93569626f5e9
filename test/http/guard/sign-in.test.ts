import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bearer, openApp, type TestApp, token } from '../open-app.js'

let http: TestApp
beforeEach(async () => {
  http = await openApp()
})
afterEach(() => http.close())

const signIn = async (): Promise<string> => {
  const answer = await http.ask('GET', `/sign-in?code=${http.access.issueSignIn()}`, undefined, {})
  return String(answer.headers['set-cookie']).split(';')[0] ?? ''
}
const me = (headers: Readonly<Record<string, string>>) => http.ask('GET', '/v1/users/me', undefined, headers)

describe('a request for health data', () => {
  it.each([
    { says: 'nothing', headers: {} },
    { says: 'a wrong token', headers: { authorization: 'Bearer wrong' } },
    { says: 'the token in another scheme', headers: { authorization: `Basic ${token}` } },
    { says: 'a wrong cookie', headers: { cookie: 'vitald=wrong' } },
    { says: 'the token as a cookie', headers: { cookie: `vitald=${token}` } },
  ])('with $says is refused', async ({ headers }) => {
    expect(await me(headers)).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer', 'content-type': expect.stringContaining('application/problem+json') },
      json: { code: 'unauthenticated' },
    })
  })

  it('with the token is answered', async () => {
    expect(await me(bearer)).toMatchObject({ status: 200 })
  })
})

describe('a sign-in link', () => {
  it('signs in and goes on to the page', async () => {
    const answer = await http.ask('GET', `/sign-in?code=${http.access.issueSignIn()}`, undefined, {})
    expect(answer).toMatchObject({ status: 303, headers: { location: '/', 'cache-control': 'no-store' } })
    expect(answer.headers['set-cookie']).toMatch(
      /^vitald=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/,
    )
  })

  it('works once', async () => {
    const url = `/sign-in?code=${http.access.issueSignIn()}`
    await http.ask('GET', url, undefined, {})
    expect(await http.ask('GET', url, undefined, {})).toMatchObject({ status: 401, json: { code: 'unauthenticated' } })
  })

  it('leads a browser on to the page when it is used up, and signs nobody in', async () => {
    const answer = await http.ask('GET', '/sign-in?code=old', undefined, { accept: 'text/html,*/*' })
    expect(answer).toMatchObject({ status: 303, headers: { location: '/' } })
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it('is made for who is signed in', async () => {
    expect(await http.ask('POST', '/v1/sign-in-links', undefined, {})).toMatchObject({ status: 401 })
    const { json } = await http.ask('POST', '/v1/sign-in-links')
    expect(await http.ask('GET', (json as { path: string }).path, undefined, {})).toMatchObject({ status: 303 })
  })
})

describe('the cookie of a signed-in page', () => {
  it('reads', async () => {
    expect(await me({ cookie: await signIn() })).toMatchObject({ status: 200 })
  })

  it.each([
    { says: 'our own page, by its origin', headers: { origin: 'http://localhost:8420' }, status: 200 },
    { says: 'our own page, by the word of the browser', headers: { 'sec-fetch-site': 'same-origin' }, status: 200 },
    { says: 'another site', headers: { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' }, status: 403 },
    {
      says: 'another port of this host',
      headers: { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' },
      status: 403,
    },
    {
      says: 'another origin, without the word of the browser',
      headers: { origin: 'http://localhost:3000' },
      status: 403,
    },
    { says: 'nobody knows where', headers: {}, status: 403 },
    { says: 'a sandboxed page', headers: { origin: 'null' }, status: 403 },
  ])('changes with $status what is asked by $says', async ({ headers, status }) => {
    const cookie = await signIn()
    const host = 'localhost:8420'
    const answer = await http.ask('PATCH', '/v1/users/me', { name: 'New' }, { cookie, host, ...headers } as Record<
      string,
      string
    >)
    expect(answer.status).toBe(status)
    expect(http.parts.users.get('me')?.name).toBe(status === 200 ? 'New' : 'me')
  })

  it('is not asked where it comes from when the token is shown', async () => {
    expect(await http.ask('PATCH', '/v1/users/me', { name: 'New' }, bearer)).toMatchObject({ status: 200 })
  })
})

describe('the name a request is addressed to', () => {
  it.each(['localhost:8420', '127.0.0.1:8420', '[::1]:8420', 'LOCALHOST', '127.0.0.1'])('may be %s', async (host) => {
    expect(await me({ ...bearer, host })).toMatchObject({ status: 200 })
  })

  it.each([
    'evil.example',
    'evil.example:8420',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '192.168.1.7',
    'localhost:80:80',
  ])('may not be %s on loopback', async (host) => {
    expect(await me({ ...bearer, host })).toMatchObject({ status: 403, json: { code: 'authorizationDenied' } })
  })

  it('may be the configured one', async () => {
    const named = await openApp({ host: 'Vitald.Local' })
    expect(await named.ask('GET', '/healthz', undefined, { host: 'vitald.local:8420' })).toMatchObject({ status: 200 })
    expect(await named.ask('GET', '/healthz', undefined, { host: 'other.local' })).toMatchObject({ status: 403 })
    await named.close()
  })

  it('may be any when every address is listened on', async () => {
    const open = await openApp({ host: '0.0.0.0' })
    expect(await open.ask('GET', '/healthz', undefined, { host: 'raspberrypi.local' })).toMatchObject({ status: 200 })
    await open.close()
  })
})

describe('every answer', () => {
  it.each(['/healthz', '/v1/users/me', '/nothing', '/docs', '/sign-in?code=x'])(
    'of %s forbids the browser what it can',
    async (url) => {
      const { headers } = await http.ask('GET', url, undefined, {})
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'self'"),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      })
      expect(headers).not.toHaveProperty('access-control-allow-origin')
    },
  )
})

describe('the bound of requests', () => {
  const askFrom = (remoteAddress: string) => http.app.inject({ url: '/v1/users', remoteAddress })

  it('holds for a client from elsewhere alone', async () => {
    for (let count = 0; count < 1_200; count += 1) await askFrom('192.168.1.7')
    const answer = await askFrom('192.168.1.7')
    expect(answer.statusCode).toBe(429)
    expect(answer.json()).toMatchObject({ code: 'tooManyRequests' })
    expect(answer.headers).toHaveProperty('retry-after')
    expect((await askFrom('192.168.1.8')).statusCode).toBe(401)
    expect((await askFrom('127.0.0.1')).statusCode).toBe(401)
  }, 20_000)
})

/** Sends text as it is over a socket of its own, and resolves with what came back until the end. */
const sendRaw = async (text: string): Promise<string> => {
  const port = Number(new URL(await http.listen()).port)
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.end(text))
    socket.on('data', (bytes) => {
      answer += bytes.toString()
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

describe('the log', () => {
  it('holds no token, cookie, code, password or health value', async () => {
    const code = http.access.issueSignIn()
    const signedIn = await http.ask('GET', `/sign-in?code=${code}`, undefined, {})
    const cookie = /^vitald=([^;]+)/.exec(String(signedIn.headers['set-cookie']))?.[1] ?? ''
    await http.ask('GET', '/v1/users/me', undefined, { cookie: `vitald=${cookie}` })
    await http.ask('GET', `/sign-in?code=${code}`, undefined, {})
    const { json } = await http.ask('POST', '/v1/devices', { device: 'watch-1' })
    const beat = { type: 'heartRate', unit: 'count/min', start: http.time.now, value: 123.4567 }
    await http.ask('POST', '/v1/users/me/samples', beat)
    await http.ask('POST', '/v1/users/me/samples', { ...beat, unit: 'kg' })
    await http.ask('GET', '/v1/users/me/samples?metadata.secret=hush-hush')
    await http.ask('GET', '/v1/%zz?code=malformed-secret')
    await sendRaw(`GARBAGE ${token} / HTTP/9.9\r\nauthorization: Bearer ${token}\r\n\r\n`)
    const { password } = json as { password: string }
    const logged = http.logged()
    expect(logged).toContain('request answered')
    const secrets = [token, code, cookie, password, '123.4567', 'hush-hush', 'malformed-secret']
    expect(secrets.filter((secret) => logged.includes(secret))).toEqual([])
  })

  it('tells of a bug, which the answer does not', async () => {
    const broken = await openApp({
      figures: () => {
        throw new Error('a bug of ours')
      },
    })
    const answer = await broken.ask('GET', '/metrics')
    expect(answer).toMatchObject({ status: 500, json: { code: 'unknownError' } })
    expect(answer.text).not.toContain('a bug of ours')
    expect(broken.logged()).toContain('a bug of ours')
    await broken.close()
  })
})

describe('what is no HTTP', () => {
  it('is refused without a word', async () => {
    expect(await sendRaw('hello\r\n\r\n')).toBe(
      'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
    )
  })
})
