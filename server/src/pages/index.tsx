// The door of the pages: every address that a person types, rendered by the server, working without script.

import { en } from '@hearth/client/messages/en'
import { directionOf, translator } from '@hearth/client/messages/load'
import { type Frame, type MessageKey, ProblemPage } from '@hearth/client/pages'
import type { LanguageChoice } from '@hearth/shared/account'
import { type Request, type Response, Router } from 'express'
import type { Accounts } from '../accounts/index.ts'
import type { AttentionFeature } from '../attention/index.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { coversFor } from '../covers/index.ts'
import type { Drafts } from '../drafts/index.ts'
import type { Exports } from '../exports/index.ts'
import type { Feeds } from '../feeds/index.ts'
import type { ActorOf } from '../http/route.ts'
import type { Inbox } from '../inbox/index.ts'
import type { Later } from '../later/index.ts'
import type { MarksFeature } from '../marks/index.ts'
import type { Actor } from '../policy/actor.ts'
import { guest } from '../policy/actor.ts'
import type { Polls } from '../polls/index.ts'
import { type Problem, problemJson } from '../problem.ts'
import type { Replies } from '../replies/index.ts'
import type { Rooms } from '../rooms/index.ts'
import type { Search } from '../search/index.ts'
import type { Spaces } from '../spaces/index.ts'
import type { Tags } from '../tags/index.ts'
import type { Topics } from '../topics/index.ts'
import { accountPages } from './account-pages.tsx'
import { attentionPages } from './attention-pages.tsx'
import { bookmarkPages } from './bookmark-pages.tsx'
import { draftPages } from './draft-pages.tsx'
import { exportFiles } from './export-files.ts'
import { feedFiles } from './feed-files.ts'
import { feedPages } from './feed-pages.tsx'
import { formatForms } from './format-forms.tsx'
import { formatPages } from './format-pages.tsx'
import { forumPages } from './forum-pages.tsx'
import { sendIcon } from './icon.ts'
import { inboxPages } from './inbox-pages.tsx'
import { joinPages } from './join-pages.tsx'
import { languageOfPage, otherLanguages } from './languages.ts'
import { managePages } from './manage-pages.tsx'
import { markForms } from './mark-forms.ts'
import { orderForms } from './order-forms.tsx'
import { textIn } from './ours.ts'
import { planPages } from './plan-pages.tsx'
import { pollForms } from './poll-forms.tsx'
import { printPages } from './print-page.tsx'
import { languageOfCookie, readingOfCookie, subjectsOfCookie } from './reading.ts'
import { readingPages } from './reading-pages.tsx'
import { rendererOf, type Site } from './render.tsx'
import { replyForms } from './reply-forms.tsx'
import { roomPages } from './room-pages.tsx'
import { roomsPages } from './rooms-pages.tsx'
import { pageRoutes } from './router.ts'
import { searchPages } from './search-pages.tsx'
import { sessionPages } from './session-pages.tsx'
import { siteMap } from './site-map.ts'
import { sitePages } from './site-pages.tsx'
import { tagForms } from './tag-forms.tsx'
import { tagPages } from './tag-pages.tsx'
import { topicForms } from './topic-forms.tsx'
import type { Reader, Visit } from './visit.ts'
import { waitingPages } from './waiting-pages.tsx'

export type PageDeps = {
  config: Config
  siteIn(lang: string): Site
  spaces: Spaces
  topics: Topics
  tags: Tags
  feeds: Feeds
  exports: Exports
  replies: Replies
  marks: MarksFeature
  attention: AttentionFeature
  inbox: Inbox
  drafts: Drafts
  rooms: Rooms
  later: Later
  search: Search
  polls: Polls
  accounts: Accounts
  clock: Clock
  publicUrl(): string
}

export function pagesFeature(deps: PageDeps & { actorOf: ActorOf; assets: Frame['assets'] }) {
  const router = Router()
  const show = rendererOf({ siteIn: deps.siteIn, publicUrl: deps.publicUrl, assets: deps.assets, knownSaid: isMessageKey })
  const readerOf = (req: Request, actor: Actor) => readerFor(deps, req, actor)
  router.get('/icon.svg', sendIcon)
  const covers = coversFor(lang => subject => translator(lang)(`notes.${subject}`))
  const coversOf = async (req: Request, actor: Actor, { reading, lang }: Reader) =>
    covers(reading, actor.kind === 'guest' ? subjectsOfCookie(req) : await deps.accounts.hardSubjectsOf(actor), lang)
  const routes = pageRoutes(router, { actorOf: deps.actorOf, readerOf, coversOf, show })
  // The forum comes last: its addresses end in a slug, which would take every other last word.
  const areas = [
    topicForms,
    replyForms,
    markForms,
    draftPages,
    bookmarkPages,
    orderForms,
    planPages,
    sessionPages,
    roomsPages,
    roomPages,
    joinPages,
    accountPages,
    managePages,
    waitingPages,
    readingPages,
    attentionPages,
    inboxPages,
    searchPages,
    pollForms,
  ]
  for (const pages of [
    ...areas,
    sitePages,
    formatForms,
    formatPages,
    tagForms,
    tagPages,
    feedPages,
    feedFiles,
    exportFiles,
    printPages,
    siteMap,
    forumPages,
  ])
    pages(routes, deps)

  /** A problem as a page; words of a form that could not be taken are shown to be copied. */
  async function showProblem(problem: Problem, req: Request, res: Response) {
    const visit = await routes.visitOf(req, res).catch(() => routes.visitOf(req, res, guest))
    const requestId: string | null = res.locals.requestId ?? null
    const kept = keptWords(req)
    show(visit, problemPage(visit, problem, kept, requestId))
  }
  return { router, showProblem }
}

function problemPage({ t }: Visit, problem: Problem, kept: string | null, requestId: string | null) {
  const json = problemJson(problem, requestId ?? undefined)
  return {
    title: t(`problem.${problem.code}`),
    status: problem.status,
    body: <ProblemPage problem={json} kept={kept} requestId={problem.status >= 500 ? requestId : null} />,
  }
}

function keptWords(req: Request): string | null {
  const words = (req.body as { body?: unknown } | undefined)?.body
  return typeof words === 'string' && words.trim() !== '' ? words : null
}

async function readerFor({ accounts }: PageDeps, req: Request, actor: Actor): Promise<Reader> {
  if (actor.kind === 'guest') return { ...words('auto'), me: null, reading: readingOfCookie(req), timeZone: 'UTC', postsWait: 'no' }
  const { id, handle, displayName, roles, reading, timeZone, language, postsWait } = await accounts.meOf(actor)
  return { ...words(language), me: { id, handle, displayName, roles }, reading, timeZone, postsWait }

  function words(chosen: LanguageChoice) {
    const lang = languageOfPage(req, chosen === 'auto' ? languageOfCookie(req) : chosen)
    return { lang, dir: directionOf(lang), otherLanguages: otherLanguages(req, lang) }
  }
}

function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key)
}

export function siteOf(config: Config, lang = 'en'): Site {
  const said = (own: string, french: string) => (lang === 'fr' && french ? french : textIn(lang, own))
  return {
    name: said(config.SITE_NAME, config.SITE_NAME_FR),
    tagline: said(config.SITE_TAGLINE, config.SITE_TAGLINE_FR),
    fundingLine: said(config.FUNDING_LINE, config.FUNDING_LINE_FR),
    disclaimer: said(config.DISCLAIMER, config.DISCLAIMER_FR),
    logoUrl: config.LOGO_URL ?? null,
    exitUrl: config.EXIT_URL,
    demo: config.demo,
  }
}
