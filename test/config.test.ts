import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { configKeys, defaultConfig, environmentLayer, environmentName, layerOf, parseConfig } from '../src/config.js'

const defaults = defaultConfig('/data')
const parse = (...values: unknown[]) =>
  parseConfig(
    defaults,
    values.map((value, index) => ({ name: `layer ${index}`, values: value })),
  )

const keysOf = (tree: object, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? keysOf(value, `${path}${key}.`)
      : [`${path}${key}`],
  )

describe('the configuration', () => {
  it('runs without any', () => {
    expect(parse()).toEqual(defaults)
  })

  it('lets later layers win, key by key', () => {
    const config = parse({ http: { port: 1 }, log: { level: 'warn' } }, { http: { port: 2 } })
    expect(config.http).toEqual({ host: '127.0.0.1', port: 2 })
    expect(config.log.level).toBe('warn')
  })

  it('names every fault at once, and where it came from', () => {
    expect(() => parse({ http: { port: 'x' } }, { htpp: {}, mqtt: { prot: 1 } })).toThrowError(
      /http\.port .*\(layer 0\)[\s\S]*mqtt\.prot is not a known key \(layer 1\)[\s\S]*htpp is not a known key \(layer 1\)/,
    )
  })

  it('reads the environment by the names of the keys', () => {
    const layer = environmentLayer({ VITALD_HTTP_PORT: '99', VITALD_MQTT_PASSWORD_FILE: '/p', HOME: '/root' })
    expect(layer.values).toEqual({ http: { port: 99 }, mqtt: { passwordFile: '/p' } })
  })

  it('refuses an environment variable that is no key', () => {
    expect(() => parseConfig(defaults, [environmentLayer({ VITALD_HTPP_PORT: '1' })])).toThrowError(/VITALD_HTPP_PORT/)
  })

  it('wants a URL with the credential of an outside broker', () => {
    expect(() => parse({ mqtt: { username: 'u' } })).toThrowError(/mqtt\.url is needed/)
  })

  it.each(Object.keys(configKeys))('has a variable of its own for %s', (key) => {
    const { [key]: inner } = { [key]: environmentName(key) }
    expect(environmentLayer({ [inner ?? '']: '1' }).values).toEqual(layerOf('', { [key]: '1' }).values)
  })

  it('documents every key with its default in config/vitald.json', () => {
    const file: unknown = JSON.parse(readFileSync('config/vitald.json', 'utf8'))
    expect(keysOf(file as object).sort()).toEqual(Object.keys(configKeys).sort())
    expect(parseConfig(defaultConfig('~/.local/share/vitald'), [{ name: 'file', values: file }])).toEqual(
      defaultConfig('~/.local/share/vitald'),
    )
  })
})
