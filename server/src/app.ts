// Makes one server of the features; listens on nothing until asked. This is what tests boot.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { languages } from '@hearth/shared/languages'
import express, { Router } from 'express'
import { type Clock, systemClock } from './clock.ts'
import { bracketed, type Config, isLoopback } from './config.ts'
import { connect, type Database } from './db/connect.ts'
import type { EmbeddedMongo } from './db/embedded.ts'
import { takeLease } from './db/lease.ts'
import { migrate } from './db/migrate.ts'
import { demoMarker, demoPassword, demoSignIns, type LiveDemo, loadDemo, startLiveDemo } from './demo/index.ts'
import { composeFeatures } from './features.ts'
import { apiDocsRoutes } from './http/api-docs.ts'
import { errorHandler } from './http/error-handler.ts'
import { refuseOtherMethods } from './http/other-methods.ts'
import { requestLog } from './http/request-log.ts'
import { routesOn } from './http/route.ts'
import { ownHost, sameOrigin } from './http/same-origin.ts'
import { ownAnswers, securityHeaders } from './http/security-headers.ts'
import { requestsUnderWay } from './http/under-way.ts'
import { loadKeys } from './keys.ts'
import type { LiveDeps } from './live/server.ts'
import type { Log } from './log.ts'
import { assetsIn } from './pages/assets.ts'
import { pagesFeature, siteOf } from './pages/index.tsx'
import { Problem } from './problem.ts'
import { siteRoutes } from './site/index.ts'
import { welcomeText } from './welcome.ts'

/** Of the interface for programs; raised when a call changes so that a caller must. */
const version = '1.0.0'

/** `embedded`: the embedded database, when it is being started already. `times`: only tests choose shorter ones. */
export type AppOptions = {
  config: Config
  log: Log
  clock?: Clock
  embedded?: Promise<EmbeddedMongo> | undefined
  times?: LiveDeps['times']
}
export type App = Awaited<ReturnType<typeof createApp>>

/** Throws `DatabaseFault` when the database cannot be had. */
export async function createApp({ config, log, clock = systemClock, embedded, times = {} }: AppOptions) {
  const database = await connect(config, log, embedded)
  try {
    return await compose({ config, log, clock, times, database })
  } catch (error) {
    await database.close()
    throw error
  }
}

type Composed = { config: Config; log: Log; clock: Clock; times: NonNullable<AppOptions['times']>; database: Database }

async function compose({ config, log, clock, times, database }: Composed) {
  const { connection } = database
  const giveUpLease = config.REDIS_URL ? async () => undefined : await takeLease(connection)
  await migrate(connection, log)
  const keys = loadKeys(config)
  const web = express()
  const http = createServer(web)
  const publicUrl = () => config.PUBLIC_URL || urlOf(http.address() as AddressInfo, config)
  const features = await composeFeatures({ connection, config, keys, clock, log, http, publicUrl, times })
  const { accounts, spaces, topics, tags, replies, marks, rooms, later, search, live } = features

  const { assets, serve } = assetsIn()
  const sites = new Map(languages.map(lang => [lang as string, siteOf(config, lang)]))
  const pages = pagesFeature({
    config,
    siteIn: lang => sites.get(lang) ?? siteOf(config),
    ...features,
    clock,
    publicUrl,
    actorOf: accounts.actorOf,
    assets,
  })
  web.disable('x-powered-by').set('trust proxy', config.TRUST_PROXY).set('etag', 'weak')
  const underWay = requestsUnderWay()
  web.use(
    underWay.count,
    requestLog(log),
    securityHeaders({ https: config.PUBLIC_URL.startsWith('https:') }),
    ownHost(config.loopbackOnly, isLoopback),
  )
  web.use(serve, ownAnswers, sameOrigin(publicUrl), accounts.middleware)
  const api = Router()
  api.use((req, _res, next) => next(req.path.startsWith('/api/') ? undefined : 'router'))
  const route = routesOn(api, accounts.actorOf, { checked: !config.production })
  api.use('/api', express.json({ limit: '256kb' }))
  // Routes are looked through in order: what is asked most comes first.
  const { attention, inbox, polls, drafts, feeds, exports } = features
  const forum = [replies, topics, marks, spaces, accounts, attention, inbox, drafts, later, polls, search, tags]
  for (const feature of [...forum, rooms, feeds, exports]) feature.routes(route)
  apiDocsRoutes(api, { title: config.SITE_NAME, version, url: publicUrl, css: assets.css })
  siteRoutes(route, { ...config, databaseAnswers: () => answers(database) })
  refuseOtherMethods(api)
  web.use(api, pages.router)
  web.use((_req, _res, next) => next(new Problem('not-found')))
  web.use(errorHandler(log, pages.showProblem))

  if (config.demo) await loadDemo({ marker: demoMarker(connection), accounts, spaces, tags, topics, replies, marks, rooms })
  await Promise.all([rooms.start(), tags.follower.start()])
  later.worker.start()
  search.start()
  polls.start()
  const setUpPath = config.demo ? null : await accounts.setUp.makeSetUpLink()

  async function listen(): Promise<string> {
    await new Promise<void>((resolve, reject) => http.once('error', reject).listen(config.PORT, config.HOST, resolve))
    http.off('error', () => undefined)
    return urlOf(http.address() as AddressInfo, config)
  }

  let liveDemo: LiveDemo | undefined
  /** Once it listens: the invented members come in as anybody would. `pace`: 1 for people to watch, less to be quicker. */
  async function goLive(url: string, more: { pace?: number; sessions?: number } = {}): Promise<LiveDemo> {
    liveDemo = await startLiveDemo({ url, log, ...more })
    return liveDemo
  }

  /** No request is cut: sockets are told to come back, what is under way ends, then the database is closed. */
  async function drain() {
    await liveDemo?.stop()
    if (http.listening) http.close()
    await live.drain(2_000)
    await underWay.ended()
    await Promise.all([rooms.keeper.stop(), later.worker.stop(), search.stop(), features.polls.stop(), tags.follower.stop()])
    http.closeAllConnections()
    await features.changes.idle()
    await live.close()
    await giveUpLease()
    await database.close()
  }

  return {
    http,
    web,
    listen,
    startLiveDemo: goLive,
    drain,
    publicUrl,
    features,
    connection,
    welcome: (url: string) =>
      welcomeText({
        url: config.PUBLIC_URL || url,
        setUpPath,
        demo: config.demo ? { password: demoPassword, people: demoSignIns(), sessionId: liveDemo?.sessionId ?? null } : null,
      }),
  }
}

async function answers({ connection }: Database) {
  try {
    await connection.db!.admin().ping()
    return true
  } catch {
    return false
  }
}

function urlOf({ port }: AddressInfo, config: Config) {
  return `http://${bracketed(config.HOST)}:${port}`
}
