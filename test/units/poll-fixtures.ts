// Made-up data of a poll, as members and as guests see it.
import type { Poll } from '@hearth/shared/poll'
import { type Audience, at, id } from './client-fixtures.ts'

export function pollFor(audience: Audience): Poll {
  const member = audience === 'member'
  const options = [
    { id: id(90), text: 'Mornings' },
    { id: id(91), text: 'Evenings' },
  ]
  const juno = { kind: 'member' as const, id: id(1), handle: 'juno_r', displayName: 'Juno R.', badge: null }
  return {
    ...{ topicId: id(3), options, several: member, secret: false, results: 'at-once', closesAt: at, closed: false, hidden: null, voted: 3 },
    tallies: options.map((option, n) => ({ option: option.id, votes: 2 - n, voters: member ? [juno] : null })),
    mine: member ? [id(90)] : null,
    can: { vote: member, close: member },
  }
}
