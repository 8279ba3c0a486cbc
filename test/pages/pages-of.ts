// The addresses of pages that everybody may open in the demo: the fixed ones, and a space and topics found by their titles.
import type { Person } from '../people.ts'

const fixed = [
  '/',
  '/spaces',
  '/help',
  '/about',
  '/privacy',
  '/accessibility',
  '/reading',
  '/recover',
  '/formats',
  '/rooms/agreement',
  '/tags',
  '/tags/boundaries',
  '/reading/subjects',
  '/recover',
  '/search',
  '/search?q=the+phone',
  '/search?q=zzzz&from=x',
  '/formats',
  '/rooms/agreement',
]

export async function pagesOf(visitor: Person): Promise<string[]> {
  const spaces = await visitor.must('GET /api/spaces')
  const topics = await visitor.must('GET /api/topics', { query: { limit: 100 } })
  const titled = (start: string) => topics.items.find(topic => topic.title.startsWith(start))!
  const [threaded, noted] = [titled('Only peer in the building'), titled('Handing over to the crisis team')]
  const space = spaces.items[0]!
  const formats = (await visitor.must('GET /api/formats')).items
  return [
    ...fixed,
    ...formats.slice(0, 2).map(({ id, slug }) => `/formats/${id}/${slug}`),
    `/spaces/${space.id}/${space.slug}`,
    `/spaces/${space.id}/${space.slug}?show=unanswered`,
    `/topics/${threaded.id}/${threaded.slug}`,
    `/topics/${threaded.id}/${threaded.slug}?view=flat&order=newest`,
    `/topics/${noted.id}/${noted.slug}`,
    `/topics/${noted.id}/print`,
  ]
}

/** Pages that need a sign-in, for a coordinator. */
export async function pagesOfKeeper(keeper: Person): Promise<string[]> {
  const spaces = await keeper.must('GET /api/spaces')
  const topics = await keeper.must('GET /api/topics', { query: { limit: 100 } })
  const topic = topics.items.find(each => each.mine) ?? topics.items[0]!
  const spaceId = spaces.items[0]!.id
  const later = { what: 'reply', topicId: topic.id, appears: 'day', body: 'Words for tomorrow' } as const
  const waiting = `/waiting/${(await keeper.must('POST /api/waiting-posts', { body: later })).id}/edit`
  const body = { note: 'To read again', remindAt: '2026-01-05T09:00:00.000Z' }
  await keeper.must('PUT /api/bookmarks/:postId', { params: { postId: topic.id }, body })
  const session = await plannedBy(keeper, spaceId)
  const [shipped] = (await keeper.must('GET /api/formats')).items
  const format = await keeper.must('POST /api/formats', { body: { from: shipped!.id, name: 'Our consultation' } })
  const gone = await keeper.must('POST /api/formats', { body: { from: shipped!.id, name: 'Our former consultation' } })
  await keeper.must('DELETE /api/formats/:formatId', { params: { formatId: gone.id } })
  return [
    '/rooms',
    '/rooms?show=past',
    '/rooms/new',
    `/spaces/${spaceId}/sessions/new`,
    session,
    `${session}/edit`,
    `${session}/call-off`,
    '/me',
    '/waiting',
    waiting,
    '/me/feeds',
    '/attention',
    '/inbox',
    '/inbox?show=followed',
    '/drafts',
    '/bookmarks',
    `/bookmarks/${topic.id}`,
    '/manage/members',
    '/manage/invitations',
    '/manage/spaces',
    '/manage/tags',
    `/spaces/${spaceId}/compose`,
    `/topics/${topic.id}/edit`,
    '/people/juno_r',
    '/formats/new',
    `/formats/new?from=${shipped!.id}`,
    `/formats/${format.id}/${format.slug}`,
    `/formats/${format.id}/edit`,
    `/formats/${gone.id}/${gone.slug}`,
  ]
}

/** A session whose door is open. */
async function plannedBy(keeper: Person, spaceId: string): Promise<string> {
  const { items } = await keeper.must('GET /api/formats')
  const plan = { title: 'A room for this evening', startsAt: new Date().toISOString(), timeZone: 'Europe/Dublin', formatId: items[0]!.id }
  const seats = [{ seat: 'facilitator' as const, handle: 'tidewater_t' }]
  const body = { ...plan, comers: 'asking' as const, seats, callLink: 'https://meet.example/a-room' }
  const { id } = await keeper.must('POST /api/spaces/:spaceId/sessions', { params: { spaceId }, body })
  return `/sessions/${id}`
}
