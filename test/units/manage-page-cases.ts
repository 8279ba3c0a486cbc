// Pages of those who keep the community, and of tags, with made-up props.
import * as pages from '@hearth/client/pages'
import type { VNode } from 'preact'
import { at, draw, id, problem, space } from './client-fixtures.ts'

const fresh = pages.freshForm()
const failed = { values: { title: 'Te', body: 'My words', contentNotes: ['burnout'], contentNotesOther: 'x' }, problem }
export const aTag = { id: id(7), slug: 'phones', name: 'phones', fr: 'téléphones', description: 'Texting too.', synonyms: ['texting'] }
export const aWord = { id: null, slug: 'a-word', name: 'a word', fr: null, description: '', synonyms: [] }
const aReport = {
  id: id(70),
  sessionId: id(40),
  sessionTitle: 'Thursday open room',
  words: 'A sentence\nover two lines',
  reason: 'It hurts',
  author: { id: id(41), handle: 'grey_heron', displayName: 'Grey Heron' },
  reporter: { id: id(42), handle: 'tamsin', displayName: 'Tamsin O.' },
  saidAt: '2026-11-26T17:30:00.000Z',
  at: '2026-11-26T17:31:00.000Z',
  doneAt: null,
}

export function managePages(): Record<string, VNode> {
  const member = { id: id(1), handle: 'juno_r', displayName: 'Juno R.', roles: ['member' as const, 'moderator' as const], joinedAt: at }
  const waiting = { ...member, standing: 'awaiting-approval' as const, standingUntil: null, standingReason: '' }
  const silenced = { ...member, id: id(4), standing: 'silenced' as const, standingUntil: at, standingReason: 'Named a workplace.' }
  const link = { displayName: 'Juno R.', url: 'https://hearth.example/reset', expiresAt: at }
  const invitation = { id: id(5), note: '', role: 'supervisor' as const, usesLeft: 2, expiresAt: at, createdAt: at }
  const closed = { ...space, id: id(6), archivedAt: at, visibility: 'role:supervisor' as const }
  return {
    members: draw(pages.ManageMembersPage, {
      members: [waiting, silenced],
      next: 'n',
      after: 'a',
      filter: 'all',
      resetLink: link,
      problem,
    }),
    'members, none': draw(pages.ManageMembersPage, {
      members: [],
      next: null,
      after: null,
      filter: 'suspended',
      resetLink: null,
      problem: null,
    }),
    invitations: draw(pages.ManageInvitationsPage, { invitations: [invitation], form: fresh, made: link }),
    'reports, none': draw(pages.ManageReportsPage, { reports: [] }),
    reports: draw(pages.ManageReportsPage, { reports: [aReport, { ...aReport, id: id(71), author: null, doneAt: aReport.at }] }),
    'spaces to manage': draw(pages.ManageSpacesPage, {
      spaces: [space, closed],
      id: id(9),
      newForm: fresh,
      changed: { spaceId: space.id, form: failed },
    }),
  }
}

export function tagKeeping(): Record<string, VNode> {
  const forms = { newForm: failed, mergeForm: fresh }
  return {
    'manage tags': draw(pages.ManageTagsPage, {
      tags: [aTag, aWord],
      next: 'n',
      id: id(9),
      ...forms,
      changed: { slug: 'phones', form: failed },
    }),
    'own feeds': draw(pages.OwnFeedsPage, {
      feeds: [
        { id: id(7), scope: 'space', spaceId: space.id, words: true, createdAt: at, lastUsedOn: '2026-11-21' },
        { id: id(8), scope: 'started', spaceId: null, words: false, createdAt: at, lastUsedOn: null },
      ],
      spaces: [{ id: space.id, name: space.name }],
      form: failed,
      url: 'https://hearth.example/feeds/x.atom',
    }),
    'merge tags': draw(pages.MergeTagsPage, { from: 'texting', into: 'phones' }),
  }
}
