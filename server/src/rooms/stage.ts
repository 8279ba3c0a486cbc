// The stage of a session, told from its machine: planned until somebody comes, open until it is closed; one to which nobody came did not take place.
import type { SessionStage } from '@hearth/shared/session'
import type { SessionDoc } from './model.ts'

export function stageOf({ stage, state, cameIds }: Pick<SessionDoc, 'stage' | 'state' | 'cameIds'>): SessionStage {
  if (stage === 'called-off') return 'called-off'
  if (state.phase === 'closed') return cameIds.length > 0 ? 'over' : 'called-off'
  return state.phase === 'lobby' && cameIds.length === 0 ? 'planned' : 'open'
}
