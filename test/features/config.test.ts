// The configuration: every fault named in one message, nothing secret printed, and safe refusals.
import { ConfigFault, environment, readConfig } from '@hearth/server/config'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const faultsOf = (env: Record<string, string>, options = {}) => {
  try {
    readConfig(env, options)
    return []
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigFault)
    return (error as Error).message
      .split('\n')
      .slice(1)
      .map(line => line.trim())
  }
}

test('needs nothing to start on this machine alone', () => {
  expect(readConfig({})).toMatchObject({
    HOST: '127.0.0.1',
    PORT: 3000,
    PUBLIC_URL: 'http://127.0.0.1:3000',
    REGISTRATION: 'approval',
    loopbackOnly: true,
    production: false,
  })
})

test('every key has a sentence', () => {
  for (const [name, schema] of Object.entries(environment.shape)) expect(schema.description, name).toMatch(/^.+\.$/s)
})

test('every fault is named, each with its key, in one message', () => {
  const faults = faultsOf({
    PORT: 'many',
    LOG_LEVEL: 'loud',
    PUBLIC_URL: 'community',
    MONGODB_URI: 'http://x',
    REGISTRATION: 'maybe',
    ROOT_SECRET: 'short',
    EXIT_URL: 'x',
  })
  expect(faults.map(line => line.split(':')[0]).sort()).toEqual([
    'EXIT_URL',
    'LOG_LEVEL',
    'MONGODB_URI',
    'PORT',
    'PUBLIC_URL',
    'REGISTRATION',
    'ROOT_SECRET',
  ])
})

test('a fault never prints a secret', () => {
  expect(faultsOf({ ROOT_SECRET: 'my short secret', MONGODB_URI: 'postgres://me:password@db' }).join()).not.toMatch(
    /my short secret|password/,
  )
})

describe('in production', () => {
  const production = { NODE_ENV: 'production' }
  test('needs the public address and the number of proxies, unless only this machine can reach it', () => {
    expect(faultsOf({ ...production, HOST: '0.0.0.0' }).map(line => line.split(':')[0])).toEqual(['PUBLIC_URL', 'TRUST_PROXY'])
    expect(faultsOf({ ...production, PUBLIC_URL: 'https://hearth.example' }).map(line => line.split(':')[0])).toEqual(['TRUST_PROXY'])
    expect(faultsOf(production)).toEqual([])
    expect(faultsOf({ ...production, HOST: '0.0.0.0', PUBLIC_URL: 'https://hearth.example', TRUST_PROXY: '1' })).toEqual([])
  })

  test('a database of its own needs a root secret', () => {
    expect(faultsOf({ MONGODB_URI: 'mongodb://db/hearth?replicaSet=rs' }).map(line => line.split(':')[0])).toEqual(['ROOT_SECRET'])
  })
})

describe('the demo', () => {
  test.each(['0.0.0.0', '::', '192.168.1.4', 'hearth.example', '10.0.0.1', '128.0.0.1'])('refuses to listen on %s', HOST => {
    expect(faultsOf({ HOST }, { demo: true })).toEqual([expect.stringContaining('HOST: the demo')])
  })
  test.each(['127.0.0.1', '127.8.8.8', 'localhost', '::1'])('listens on %s', HOST => {
    expect(faultsOf({ HOST }, { demo: true })).toEqual([])
  })
  test('refuses a public address', () => {
    expect(faultsOf({ PUBLIC_URL: 'https://hearth.example' }, { demo: true })).toEqual([expect.stringContaining('PUBLIC_URL')])
  })
})

test('an empty value counts as absent', () => {
  const empty = Object.fromEntries(Object.keys(environment.shape).map(name => [name, '']))
  expect(readConfig(empty)).toEqual(readConfig({}))
})

test('the public address has no slash at its end, and may hold a path of nothing else', () => {
  expect(readConfig({ PUBLIC_URL: 'https://hearth.example//' }).PUBLIC_URL).toBe('https://hearth.example')
  for (const PUBLIC_URL of ['ftp://hearth.example', 'javascript:alert(1)', '//hearth.example'])
    expect(faultsOf({ PUBLIC_URL })).toHaveLength(1)
})

test('whatever stands in the environment, either a configuration comes of it or a ConfigFault', () => {
  const value = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom('0', '-1', 'true', 'null', 'http://[', 'https://x', 'mongodb://x', '65536'),
  )
  const env = fc.dictionary(fc.constantFrom(...Object.keys(environment.shape)), value)
  fc.assert(
    fc.property(env, fc.boolean(), (given, demo) => {
      faultsOf(given, { demo })
    }),
    { numRuns: 500, seed: 12 },
  )
})
