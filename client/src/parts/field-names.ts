// What each field is called where its fault is told away from it.
import type { MessageKey } from '../messages.ts'

export const fieldNames: Record<string, MessageKey> = {
  title: 'compose.title',
  body: 'compose.text',
  tags: 'compose.tags',
  kind: 'compose.kind',
  contentNotes: 'notes.label',
  contentNotesOther: 'notes.other',
  handle: 'account.handle',
  displayName: 'account.displayName',
  password: 'account.password',
  invitation: 'register.invitation',
  recoveryCode: 'recover.code',
  current: 'me.currentPassword',
  pronouns: 'account.pronouns',
  bio: 'account.bio',
  timeZone: 'account.timeZone',
  name: 'field.name',
  note: 'invitations.note',
  uses: 'invitations.uses',
  days: 'invitations.days',
  description: 'manageSpaces.description',
  visibility: 'manageSpaces.visibility',
  position: 'manageSpaces.position',
  'standing.reason': 'members.reason',
  'standing.until': 'members.untilField',
}
