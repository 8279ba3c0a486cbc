// Every page with made-up props, once per audience where it has two; what the tests of pages draw.

import * as pages from '@hearth/client/pages'
import { shownFormats } from '@hearth/server/rooms/formats/shipped'
import type { VNode } from 'preact'
import { attentionPages, followed } from './attention-page-cases.ts'
import { type Audience, at, bookmarks, draw, id, line, marks, me, ownPage, problem, replies, row, space, topic } from './client-fixtures.ts'
import { draftPages, writingPages } from './draft-page-cases.ts'
import { aTag, aWord, managePages, tagKeeping } from './manage-page-cases.ts'
import { pollFor } from './poll-fixtures.ts'
import { roomPages } from './room-page-cases.ts'
import { searchPages } from './search-page-cases.ts'
import { lookedInto, ownSessions, sessionPages } from './session-page-cases.ts'

const fresh = pages.freshForm()
const failed = { values: { title: 'Te', body: 'My words', contentNotes: ['burnout'], contentNotesOther: 'x' }, problem }
const aFormat = shownFormats().find(format => format.slug === 'echo-style')!
const site = { name: 'Hearth', tagline: 'For peer supporters' }

export function topicPage(audience: Audience, view: 'threaded' | 'flat' = 'threaded', folded = false): VNode {
  const cover = { hard: ['phones'], title: true, notes: 'show' as const }
  const composer = {
    topicId: id(3),
    id: id(9),
    parent: null,
    form: failed,
    previewHtml: '<p>So.</p>',
    anonymousAllowed: true,
    displayName: 'Juno R.',
    postsWait: 'moment' as const,
    draft: { kind: 'reply' as const, placeId: id(3), revision: id(8), keptAt: at, elsewhere: null },
    keeper: id(1),
  }
  return draw(pages.TopicPage, {
    space,
    topic: topic(audience),
    replies: { items: replies(audience), next: 'later', previous: 'earlier', seq: 9 },
    view,
    order: 'oldest',
    crisisLines: [line],
    composer: audience === 'member' ? composer : null,
    poll: { poll: pollFor(audience), form: audience === 'member' ? failed : null, signedIn: audience === 'member' },
    waiting: audience === 'member' ? { id: id(80), appearsAt: at, atTheLatest: '2026-11-20T18:25:00.000Z' } : null,
    near: [{ id: id(4), slug: 'phones', title: 'Phones at night', spaceName: 'Boundaries' }],
    reader: audience,
    marks: audience === 'member' ? marks : null,
    attention: audience === 'member' ? { level: 'mute', until: at } : null,
    muted: [],
    ...(folded ? { covers: { [id(3)]: cover, [replies(audience)[0]!.id]: { ...cover, hard: [], title: false } } } : {}),
  })
}

function readPages(audience: Audience): Record<string, VNode> {
  const rows = [row(audience)]
  const signedIn = audience === 'member'
  return {
    home: draw(pages.HomePage, {
      me: signedIn ? me : null,
      site,
      joining: 'approval',
      spaces: [space],
      sessions: signedIn ? ownSessions : [],
      lookedInto: signedIn ? lookedInto : [],
      unanswered: rows,
      latest: rows,
    }),
    spaces: draw(pages.SpacesPage, { spaces: [space], signedIn, mayManage: signedIn }),
    'spaces, none': draw(pages.SpacesPage, { spaces: [], signedIn, mayManage: false }),
    tags: draw(pages.TagsPage, { tags: [aTag, aWord], next: 'n', after: 'a', mayManage: signedIn }),
    'tags, none': draw(pages.TagsPage, { tags: [], next: null, after: null, mayManage: false }),
    tag: draw(pages.TagPage, { tag: aTag, rows, next: 'n', after: 'a', spaceNames: { [space.id]: space.name } }),
    'tag, none': draw(pages.TagPage, { tag: aWord, rows: [], next: null, after: null, spaceNames: {} }),
    print: draw(pages.PrintPage, {
      space,
      topic: topic(audience),
      replies: replies(audience),
      next: 'n',
      title: 'Texting',
      address: 'https://hearth.example/topics/x',
    }),
    space: draw(pages.SpacePage, {
      space,
      rows,
      next: 'n',
      after: 'a',
      show: 'latest',
      signedIn,
      mayPlan: signedIn,
      attention: signedIn ? followed : null,
    }),
    'space, none': draw(pages.SpacePage, {
      space,
      rows: [],
      next: null,
      after: null,
      show: 'unanswered',
      signedIn,
      mayPlan: false,
      attention: null,
    }),
    topic: topicPage(audience),
    formats: draw(pages.FormatsPage, {
      formats: [{ ...aFormat, own: signedIn, steps: 9 }],
      withdrawn: signedIn ? [{ ...aFormat, steps: 9 }] : [],
      mayWrite: signedIn,
    }),
    format: draw(pages.FormatPage, { format: aFormat, may: { copy: signedIn, change: false } }),
    'format, withdrawn': draw(pages.FormatPage, {
      format: { ...aFormat, own: true, withdrawn: true, rules: [], seats: [], tradition: '' },
      may: { copy: signedIn, change: signedIn },
    }),
    'topic, flat': topicPage(audience, 'flat'),
    ...searchPages(audience),
    reading: draw(pages.ReadingPage, { reading: ownPage.reading, language: 'fr', signedIn }),
    'hard subjects': draw(pages.HardSubjectsPage, { subjects: { ready: ['grief'], own: ['night shift'] }, signedIn, form: fresh }),
    'topic, folded': topicPage(audience, 'threaded', true),
    'space, folded': draw(pages.SpacePage, {
      ...{ space, rows, next: null, after: null, show: 'latest', signedIn, mayPlan: signedIn, attention: null },
      covers: { [rows[0]!.id]: { hard: ['phones'], title: true, notes: 'fold' } },
    }),
    about: draw(pages.AboutPage, { site, agreement: null }),
    privacy: draw(pages.PrivacyPage, { site }),
    accessibility: draw(pages.AccessibilityPage, {}),
    help: draw(pages.HelpPage, { lines: [line, { ...line, countryName: 'Ireland', call: '112 or 999' }] }),
    problem: draw(pages.ProblemPage, { problem: { ...problem, retryAfter: 3, link: '/x' }, kept: 'My words', requestId: '7F3' }),
  }
}

export function guestPages(): Record<string, VNode> {
  return {
    ...readPages('guest'),
    'sign in': draw(pages.SignInPage, { form: failed, next: '/spaces', joining: 'open' }),
    register: draw(pages.RegisterPage, { form: failed, id: id(9), joining: 'invitation', invitation: '' }),
    recover: draw(pages.RecoverPage, { form: fresh }),
    reset: draw(pages.ResetPasswordPage, { form: fresh, token: 't' }),
    'set up': draw(pages.SetUpPage, { form: fresh, token: 't' }),
    expired: draw(pages.ExpiredPage, { what: 'reply', action: '/topics/x/replies', rest: [['id', id(9)]], form: fresh, requestId: null }),
  }
}

export function memberPages(): Record<string, VNode> {
  const back = { back: '/topics/x', topicTitle: 'Texting' }
  const before = { at, body: 'Old words', title: 'Texting', contentNotes: ['burnout'] }
  return {
    ...readPages('member'),
    ...tagKeeping(),
    ...writingPages(failed),
    ...draftPages(),
    ...formatEditPages(),
    history: draw(pages.HistoryPage, {
      ...back,
      what: 'topic',
      items: [before],
      current: { ...before, at: '2026-11-21T00:00:00.000Z', body: 'New words' },
    }),
    remove: draw(pages.RemovePage, { ...back, what: 'reply', id: id(3), html: '<p>Words</p>', mine: true }),
    move: draw(pages.MovePage, { topic: { id: id(3), title: 'Texting', spaceId: space.id }, spaces: [space], form: fresh }),
    profile: draw(pages.ProfilePage, { profile: { ...ownPage, mine: true }, attention: null }),
    ...attentionPages(),
    codes: draw(pages.CodesPage, { codes: ['K7QF-2MPD', 'X3TR-9WNB'], joined: true, next: '/' }),
    ...ownPages(),
    bookmarks: draw(pages.BookmarksPage, { items: bookmarks, next: 'n', after: 'a', show: 'all', removed: bookmarks[0]! }),
    'bookmarks, none': draw(pages.BookmarksPage, { items: [], next: null, after: null, show: 'reminders', removed: null }),
    bookmark: draw(pages.BookmarkPage, { bookmark: bookmarks[0]!, reminder: { day: '2026-11-20', time: '18:05' }, form: failed }),
    ...managePages(),
    ...roomPages(),
    ...sessionPages(),
  }
}

function ownPages(): Record<string, VNode> {
  const signIns = [true, false].map((current, n) => ({
    id: id(20 + n),
    client: 'Firefox on Linux',
    createdAt: at,
    lastUsedOn: '2026-11-20',
    current,
  }))
  const tokens = [{ id: id(30), name: 'Backup', scope: 'read' as const, createdAt: at, lastUsedOn: null }]
  const forms = { profile: fresh, password: failed, codes: fresh, token: fresh }
  const waits = {
    ...{ id: id(80), what: 'reply' as const, topicId: id(3), parentId: null, spaceId: null, title: null, body: 'Words for later' },
    ...{ place: { name: 'Texting at 11pm', link: '/topics/x' }, contentNotes: [], anonymous: false, held: null, takenBackAt: null },
    ...{ appearsAt: at, atTheLatest: at, createdAt: at, version: 1 },
  }
  const noTime = { appearsAt: null, atTheLatest: null }
  const posts = [
    waits,
    { ...waits, id: id(81), anonymous: true, atTheLatest: '2026-11-20T18:25:00.000Z' },
    { ...waits, ...noTime, id: id(82), what: 'topic' as const, title: 'Texting', held: 'already-sent' as const },
    { ...waits, ...noTime, id: id(83), place: null, held: 'moved-away' as const },
    { ...waits, ...noTime, id: id(84), takenBackAt: at },
  ]
  const manage = { members: true, invitations: true, spaces: true, tags: true, reports: true }
  return {
    waiting: draw(pages.WaitingPage, { posts, postsWait: 'moment', problem }),
    'waiting, none': draw(pages.WaitingPage, { posts: [], postsWait: 'no', problem: null }),
    'waiting to change': draw(pages.WaitingEditPage, { post: { ...posts[2]!, what: 'topic' }, form: failed, previewHtml: null }),
    me: draw(pages.MePage, {
      me: ownPage,
      signIns,
      tokens,
      newToken: { name: 'Backup', secret: 's3cret' },
      forms,
      manage,
      standingReason: 'Named a workplace.',
    }),
  }
}

function formatEditPages(): Record<string, VNode> {
  const { id: formatId, slug, name } = aFormat
  const errors = [
    { pointer: '/steps/1/title', code: 'required', message: 'Required' },
    { pointer: '/steps/1/prompts/0', code: 'too-big', message: 'Too big' },
    { pointer: '/groupSize/max', code: 'below-min', message: 'Below' },
    { pointer: '/steps', code: 'too-big', message: 'Too big' },
  ]
  const values = {
    ...{ name, basedOn: '1', unit: 'days', 'groupSize.min': '4', 'groupSize.max': '3', seats: ['guest'], rules: [] },
    ...{ 'steps.0.title': 'Arrive', 'steps.0.floor.except': ['presenter'], 'steps.0.voice': 'guest', 'steps.0.gather': 'together' },
    ...{ 'steps.1.title': '', 'steps.1.prompts': 'One\nTwo', 'taken.title': 'Close', 'taken.at': '1' },
  }
  const more = { steps: 2, total: 9, seats: ['guest' as const, 'presenter' as const], rules: ['confidential' as const] }
  return {
    'format to change': draw(pages.FormatEditPage, {
      ...more,
      format: { id: formatId, slug, name },
      form: { values, problem: { ...problem, errors } },
      pressed: false,
    }),
    'new format': draw(pages.FormatEditPage, { ...more, format: null, form: fresh, pressed: true }),
  }
}
