// Everything that can be asked of the server by its address, found on its routes: a new output is in every test that looks at all of them.
import type { App } from '@hearth/server/app'

type Layer = { route?: { path: string; methods: Record<string, boolean> }; handle?: { stack?: Layer[] } }
/** What may stand for each parameter of an address, by its name. */
export type Subjects = Record<string, readonly string[]>

/** Every route of the server, as `METHOD /path`; `_all` is what answers other methods. */
export function routesOf(app: App): string[] {
  return routesIn(app.web.router)
}

function routesIn(router: { stack: unknown[] }): string[] {
  return (router.stack as Layer[]).flatMap(({ route, handle }) => {
    if (route)
      return Object.keys(route.methods)
        .filter(method => method !== '_all')
        .map(method => `${method.toUpperCase()} ${route.path}`)
    return handle?.stack ? routesIn({ stack: handle.stack }) : []
  })
}

const searches = [
  ...['name', 'reply', 'words', 'mended -named', 'repl*', '"first words"', 'ada', 'bea', 'session'].map(q => `?q=${encodeURIComponent(q)}`),
  ...['?q=name&order=newest', '?q=reply&author=ada', '?author=bea', '?kind=reply', '?q=name&unanswered=true'],
]

/** The other ways in which some addresses are asked. */
const ways: Record<string, readonly string[]> = {
  '/': ['?lang=en-XB'],
  '/api/topics': ['?show=mine', '?show=unanswered'],
  '/api/spaces/:spaceId/topics': ['?show=mine', '?show=unanswered'],
  '/spaces/:spaceId/:slug': ['?show=mine', '?show=unanswered'],
  '/api/topics/:topicId/replies': ['?view=flat&order=newest', '?with=topic'],
  '/topics/:topicId/:slug': ['?view=flat', '?order=newest'],
  '/api/bookmarks': ['?show=reminders', '?show=due'],
  '/bookmarks': ['?show=reminders'],
  '/api/sessions': ['?show=past', '?show=mine'],
  '/rooms': ['?show=past'],
  '/api/search': searches,
  '/search': searches,
}
/** Calls that do not answer without more. */
const asked: Record<string, string> = {
  '/api/topics/:topicId/changes': '?after=0',
  '/api/sessions/:sessionId/room': '?after=0',
  '/api/similar-topics': '?title=Still+without+a+name',
}

/** All addresses that answer to GET, with each of the subjects in its place; a parameter without subjects is an error, so that none is left out. */
export function addressesOf(app: App, subjects: Subjects): string[] {
  const patterns = routesOf(app)
    .filter(route => route.startsWith('GET '))
    .map(route => route.slice('GET '.length))
  return patterns.flatMap(pattern =>
    filled(pattern, subjects).flatMap(path =>
      pattern in asked ? [path + asked[pattern]] : [path, ...(ways[pattern] ?? []).map(way => path + way)],
    ),
  )
}

function filled(pattern: string, subjects: Subjects): string[] {
  const name = /:(\w+)/.exec(pattern)?.[1]
  if (name === undefined) return [pattern]
  const those = subjects[name]
  if (!those) throw new Error(`${pattern}: what stands for :${name}? Say it in the subjects of the test.`)
  return those.flatMap(value => filled(pattern.replace(`:${name}`, encodeURIComponent(value)), subjects))
}
