// The configuration: the only reader of the environment; every key has a sentence, and all faults are named in one message.
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { type PostReaction, postReaction } from '@hearth/shared/reaction'
import { z } from 'zod'

const text = (fallback: string) => z.string().max(400).default(fallback)

function reactionsIn(value: string, context: z.RefinementCtx): PostReaction[] {
  const named = value.trim() === 'none' ? [] : value.split(',').map(each => each.trim())
  const parsed = z.array(postReaction).safeParse([...new Set(named)])
  if (parsed.data) return parsed.data
  context.addIssue({ code: 'custom', message: `must be some of ${postReaction.options.join(', ')}, or none` })
  return z.NEVER
}

/** Every key of the environment, in the order of the documentation; `describe` is its sentence. */
export const environment = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'])
    .default('development')
    .describe('`production` turns on what only a real community needs.'),
  HOST: z.string().default('127.0.0.1').describe('The address to listen on.'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('The port to listen on; 0 takes a free one.'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('The address that people type. Required in production unless HOST is a loopback address.'),
  TRUST_PROXY: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .optional()
    .describe('How many proxies stand in front (0 for none). Required in production unless HOST is a loopback address.'),
  DATA_DIR: z
    .string()
    .default('./data')
    .describe('Where the embedded database and the keys live. Several servers of one community share its folder `keys`.'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//)
    .optional()
    .describe('A MongoDB replica set to use instead of the embedded database.'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//)
    .optional()
    .describe('Redis, which lets several processes serve one community.'),
  ROOT_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'The secret from which all keys are derived, 32 characters at least. Made in DATA_DIR/keys when absent; required with MONGODB_URI. Several, parted by commas: the first signs.',
    ),
  REGISTRATION: z
    .enum(['open', 'invite', 'approval'])
    .optional()
    .describe('Who may join: anybody, the invited, or who is approved. `approval` in production, `open` in the demo.'),
  SITE_NAME: text('Hearth').describe('The name of the community.'),
  SITE_TAGLINE: text('A community of practice for peer supporters').describe('One line under the name.'),
  FUNDING_LINE: text('').describe('Who pays, in the footer of every page.'),
  DISCLAIMER: text('').describe('A disclaimer, in the footer of every page.'),
  SITE_NAME_FR: text('').describe('The name on French pages; empty where it is the same.'),
  SITE_TAGLINE_FR: text('').describe('The line under the name on French pages.'),
  FUNDING_LINE_FR: text('').describe('Who pays, on French pages.'),
  DISCLAIMER_FR: text('').describe('The disclaimer on French pages.'),
  LOGO_URL: z.string().startsWith('/').optional().describe('The path of a logo for the footer, served by this site.'),
  REACTIONS: z
    .string()
    .default(postReaction.options.join(','))
    .transform(reactionsIn)
    .describe('What a reader can press under a post, parted by commas, in their order; `none` for nothing.'),
  EXIT_URL: z.url().default('https://www.wikipedia.org/').describe('The neutral page that "Leave quickly" goes to.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .optional()
    .describe('How much is logged; `warn` in the demo, else `info`. No level logs names or words of people.'),
})

export type Config = Omit<z.infer<typeof environment>, 'PUBLIC_URL' | 'TRUST_PROXY' | 'REGISTRATION' | 'LOG_LEVEL'> & {
  demo: boolean
  production: boolean
  /** Without a slash at the end. Empty until the port is known when it was asked for as 0. */
  PUBLIC_URL: string
  TRUST_PROXY: number
  REGISTRATION: 'open' | 'invite' | 'approval'
  LOG_LEVEL: NonNullable<z.infer<typeof environment>['LOG_LEVEL']>
  /** Whether only this machine can reach the server; then other Host headers are refused. */
  loopbackOnly: boolean
}

/** Faults of the configuration; its message has a line for each. */
export class ConfigFault extends Error {
  constructor(faults: string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map(fault => `  ${fault}`).join('\n')}`,
    )
    this.name = 'ConfigFault'
  }
}

/** Throws `ConfigFault` naming every fault. */
export function readConfig(env: Record<string, string | undefined> = process.env, { demo = false } = {}): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  const faults = parsed.error?.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`) ?? []
  const loopbackOnly = isLoopback(given.HOST ?? '127.0.0.1') && !given.PUBLIC_URL
  faults.push(...crossFaults(given, { demo, loopbackOnly }))
  if (faults.length > 0 || !parsed.data) throw new ConfigFault(faults)
  const { PUBLIC_URL, TRUST_PROXY, REGISTRATION, LOG_LEVEL, ...rest } = parsed.data
  return {
    ...rest,
    demo,
    production: rest.NODE_ENV === 'production',
    loopbackOnly,
    DATA_DIR: resolve(rest.DATA_DIR),
    PUBLIC_URL: (PUBLIC_URL ?? (rest.PORT ? `http://${bracketed(rest.HOST)}:${rest.PORT}` : '')).replace(/\/+$/, ''),
    TRUST_PROXY: TRUST_PROXY ?? 0,
    REGISTRATION: REGISTRATION ?? (demo ? 'open' : 'approval'),
    // Its invented members are busy: their requests would bury what it says of itself.
    LOG_LEVEL: LOG_LEVEL ?? (demo ? 'warn' : 'info'),
  }
}

function crossFaults(env: Record<string, string | undefined>, { demo, loopbackOnly }: { demo: boolean; loopbackOnly: boolean }) {
  const faults: string[] = []
  if (env.NODE_ENV === 'production' && !loopbackOnly) {
    if (!env.PUBLIC_URL) faults.push('PUBLIC_URL: is required when HOST is not a loopback address, e.g. https://community.example')
    if (!env.TRUST_PROXY) faults.push('TRUST_PROXY: is required, the number of proxies in front of this server (0 for none)')
  }
  if (env.MONGODB_URI && !env.ROOT_SECRET) faults.push('ROOT_SECRET: is required with MONGODB_URI, since several servers must share it')
  if (demo && !isLoopback(env.HOST ?? '127.0.0.1'))
    faults.push('HOST: the demo lets anybody sign in, so it only listens on a loopback address')
  if (demo && env.PUBLIC_URL) faults.push('PUBLIC_URL: the demo is for this machine alone')
  return faults
}

export function isLoopback(host: string) {
  const name = host.replace(/^\[|\]$/g, '')
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'))
}

export function bracketed(host: string) {
  return host.includes(':') ? `[${host}]` : host
}
