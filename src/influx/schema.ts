import http from 'node:http'
import https from 'node:https'
import { InfluxDB } from 'influx'
import { z } from 'zod'
import { type Target, unavailable, unreachable } from './target.js'

/** What is asked of the server in its query language. Everything throws `databaseInaccessible` when it is away. */
export interface Schema {
  /** Makes the database if it is missing, and says whether it was: a new one is empty. */
  prepare(): Promise<'made' | 'there'>
  /** Runs statements in order; returns how many of them the server refused. */
  run(statements: readonly string[]): Promise<number>
  /** Ends what is being asked. */
  close(): void
}

const resultsSchema = z.object({ results: z.array(z.object({ error: z.string().optional() })) })

// The package would leave a host that failed alone for a while; that is the follower's to decide.
const noPause = { getDelay: () => 0, next: () => noPause, reset: () => noPause }
const timeoutMs = { prepare: 10_000, run: 60_000 }
const pool = { maxRetries: 0, requestTimeout: timeoutMs.run, backoff: noPause }

/** Does no I/O yet. */
export function createSchema({ url, database, username, password }: Target): Schema {
  const { protocol, hostname, port, pathname } = new URL(url)
  const secure = protocol === 'https:'
  const agent = secure ? new https.Agent() : new http.Agent()
  const client = new InfluxDB({
    options: { agent },
    host: hostname,
    port: Number(port || (secure ? 443 : 80)),
    protocol: secure ? 'https' : 'http',
    path: pathname === '/' ? '' : pathname.replace(/\/$/, ''),
    database,
    pool,
    ...(username === undefined ? {} : { username, password: password ?? '' }),
  })
  return {
    prepare: () => within(timeoutMs.prepare, prepare(client, database), agent).catch(fail),
    run: (statements) => within(timeoutMs.run, run(client, statements), agent).catch(fail),
    close: () => agent.destroy(),
  }
}

/** The package waits for as long as bytes come now and then, or for good when an answer is broken off. */
async function within<Result>(ms: number, work: Promise<Result>, agent: http.Agent): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(unavailable('does not answer in time'))
      agent.destroy()
    }, ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

async function prepare(client: InfluxDB, database: string): Promise<'made' | 'there'> {
  if ((await client.getDatabaseNames()).includes(database)) return 'there'
  await client.createDatabase(database)
  return 'made'
}

async function run(client: InfluxDB, statements: readonly string[]): Promise<number> {
  const { results } = resultsSchema.parse(await client.queryRaw(statements.join(';'), { method: 'POST' }))
  const errors = results.flatMap(({ error }) => error ?? [])
  if (errors.some((error) => error.startsWith('database not found'))) throw unavailable('lacks the database')
  return errors.length
}

/** The package puts the server's whole answer into its errors, so only the status goes on. */
function fail(error: unknown): never {
  const status =
    error instanceof Error && 'res' in error ? responseSchema.safeParse(error.res).data?.statusCode : undefined
  throw status === undefined ? unreachable(error) : unavailable(`answers ${status}`)
}

const responseSchema = z.object({ statusCode: z.number() })
