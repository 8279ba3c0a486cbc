// The map of the site for search engines: an index, its parts by the first digits of ids, and what not to gather. Public topics alone.
import type { SpaceDoc } from '../spaces/index.ts'
import { keptByAll } from './files.ts'
import type { PageDeps } from './index.tsx'
import { urlElement, xmlHead } from './map-xml.ts'
import type { PageRoutes } from './router.ts'
import type { Visit } from './visit.ts'

/** A part may hold 50,000 addresses; ids are random, so parts come out alike. */
const mostInPart = 20_000
/** Topics that are held at a time. */
const atOnce = 1_000
const digits = [...'0123456789abcdef']

export function siteMap({ file }: PageRoutes, deps: PageDeps) {
  file('/robots.txt', async visit => sendRobots(deps, visit))
  file('/sitemap.xml', visit => sendIndex(deps, visit))
  file('/sitemaps/:part.xml', visit => sendPart(deps, visit))
}

function sendRobots({ publicUrl }: PageDeps, { res }: Visit) {
  keptByAll(res)
  const closed = ['/api/', '/manage/', '/me', '/feeds/', '/sign-in', '/register'].map(path => `Disallow: ${path}`)
  res.type('text/plain').send(['User-agent: *', ...closed, '', `Sitemap: ${publicUrl()}/sitemap.xml`, ''].join('\n'))
}

async function publicSpaces({ spaces }: PageDeps): Promise<SpaceDoc[]> {
  return (await spaces.store.all()).filter(space => space.visibility === 'public')
}

/** Each part is named by how the ids in it begin; one part alone is `all`. */
function partsFor(spaces: SpaceDoc[]): string[] {
  const topics = spaces.reduce((sum, space) => sum + space.topicCount, 0)
  if (topics <= mostInPart) return ['all']
  return topics <= mostInPart * digits.length ? digits : digits.flatMap(first => digits.map(second => first + second))
}

async function sendIndex(deps: PageDeps, { res }: Visit) {
  const parts = partsFor(await publicSpaces(deps))
  const links = parts.map(part => `<sitemap><loc>${deps.publicUrl()}/sitemaps/${part}.xml</loc></sitemap>`)
  keptByAll(res)
  res
    .type('application/xml; charset=utf-8')
    .send([xmlHead, '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">', ...links, '</sitemapindex>', ''].join('\n'))
}

/** A part that the index does not name, now or after growing, is `not-found` by the route that takes what nobody took. */
async function sendPart(deps: PageDeps, { res, params }: Visit) {
  const part = params.part ?? ''
  const begin = part === 'all' ? '' : part
  if (!/^[0-9a-f]{0,2}$/.test(begin)) return void res.status(404).type('text/plain').end()
  keptByAll(res)
  res.type('application/xml; charset=utf-8')
  res.write(`${xmlHead}\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n`)
  await writePart(deps, begin, async text => {
    if (!res.write(text) && !res.destroyed) await new Promise(resolve => res.once('drain', resolve).once('close', resolve))
    return !res.destroyed
  })
  res.end('</urlset>\n')
}

/** `write` answers whether anybody still listens. */
async function writePart(deps: PageDeps, begin: string, write: (text: string) => Promise<boolean>) {
  const base = deps.publicUrl()
  const spaces = await publicSpaces(deps)
  const pages = ['/', '/spaces', '/tags', ...spaces.map(space => `/spaces/${space._id}/${space.slug}`)]
  if (begin === '' || begin === '0' || begin === '00') await write(pages.map(path => urlElement(base + path)).join(''))
  for (const space of spaces)
    for await (const topics of pagesOf(deps, space._id, begin)) {
      const text = topics.map(({ _id, slug, lastActivityAt }) => urlElement(`${base}/topics/${_id}/${slug}`, lastActivityAt)).join('')
      if (!(await write(text))) return
    }
}

/** Whether the space is public is looked at again before each page. */
async function* pagesOf({ topics, spaces }: PageDeps, spaceId: string, begin: string) {
  let from = begin
  for (;;) {
    if ((await spaces.store.byId(spaceId))?.visibility !== 'public') return
    const found = await topics.store.mapped(spaceId, { from, below: `${begin}g`, limit: atOnce })
    if (found.length > 0) yield found
    if (found.length < atOnce) return
    from = `${found.at(-1)!._id}0`
  }
}
