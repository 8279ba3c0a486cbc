// Where an account stands at a given time: a silence or suspension whose end has come is over without anybody's doing.
import type { Account, StoredStanding } from './model.ts'

const good: StoredStanding = { is: 'good', until: null, reason: '' }

export function standingAt({ standing }: Pick<Account, 'standing'>, now: Date): StoredStanding {
  const over = standing.until !== null && standing.until.getTime() <= now.getTime()
  return over && standing.is !== 'awaiting-approval' ? good : standing
}
