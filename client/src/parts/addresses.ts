// The addresses of pages, in one place; forms and links of all pages come from here.

export const spaceAddress = (spaceId: string) => `/spaces/${spaceId}`
export const feedAddress = (spaceId: string) => `${spaceAddress(spaceId)}/feed.atom`
export const composeAddress = (spaceId: string) => `/spaces/${spaceId}/compose`
export const topicAddress = (topicId: string) => `/topics/${topicId}`
export const printAddress = (topicId: string) => `${topicAddress(topicId)}/print`
export const replyAddress = (replyId: string) => `/replies/${replyId}`
export const inboxAddress = '/inbox'
export const attentionOf = (kind: string, targetId: string) => `/attention/${kind}/${targetId}`
export const hardSubjectsAddress = '/reading/subjects'
export const bookmarksAddress = '/bookmarks'
export const bookmarkAddress = (postId: string) => `/bookmarks/${postId}`
export const personAddress = (handle: string) => `/people/${handle}`

export const tagsAddress = '/tags'
export const tagAddress = (slug: string) => `${tagsAddress}/${encodeURIComponent(slug)}`
export const manageTagsAddress = '/manage/tags'
export const mergeTagsAddress = `${manageTagsAddress}/merge`

export const ownFeedsAddress = '/me/feeds'

export const searchAddress = '/search'
export const roomsAddress = '/rooms'
export const roomAgreementAddress = '/rooms/agreement'
export const sessionAddress = (sessionId: string) => `/sessions/${sessionId}`
export const planAddress = (spaceId: string) => `${spaceAddress(spaceId)}/sessions/new`
export const formatAddress = ({ id, slug }: { id: string; slug: string }) => `/formats/${id}/${slug}`
/** Of what is done with a format: `edit`, `withdraw`, `restore`. */
export const formatDoing = (formatId: string, doing: 'edit' | 'withdraw' | 'restore') => `/formats/${formatId}/${doing}`
/** `from`: which one is copied. */
export const newFormatAddress = (from?: string) => (from ? `/formats/new?from=${from}` : '/formats/new')

/** The permalink of a reply: the page that holds it, opened at its place. */
export function placeAddress(topicId: string, n: number) {
  return `${topicAddress(topicId)}?around=${n}#r-${n}`
}

export function answerAddress(topicId: string, replyId: string) {
  return `${topicAddress(topicId)}?reply=${replyId}#compose`
}

export const draftsAddress = '/drafts'
/** Of what is done with a draft, and of the form that goes on with it. */
export const draftDoing = (draft: { kind: string; placeId: string }, doing: 'throw-away' | 'bring-back') =>
  `${draftsAddress}/${draft.kind}/${draft.placeId}/${doing}`
const writing = {
  reply: (id: string) => `${topicAddress(id)}#compose`,
  topic: composeAddress,
  'edit-reply': (id: string) => `${replyAddress(id)}/edit`,
  'edit-topic': (id: string) => `${topicAddress(id)}/edit`,
}
export const writingAddress = ({ kind, placeId }: { kind: keyof typeof writing; placeId: string }) => writing[kind](placeId)

/** An address with a query; what is undefined or null is left out. */
export function withQuery(path: string, query: Record<string, string | number | null | undefined>) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null)
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return text ? `${path}?${text}` : path
}

export const roomAddress = (sessionId: string) => `${sessionAddress(sessionId)}/room`
