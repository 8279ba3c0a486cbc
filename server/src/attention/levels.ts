// One member's levels at one time: what is followed and muted, where a mute whose time is over is none.
import type { Attention, AttentionKind } from '@hearth/shared/attention'
import type { AttentionDoc } from './store.ts'

export type Levels = ReturnType<typeof levelsAt>
export type Level = Pick<Attention, 'level' | 'until'>

const asUsual: Level = Object.freeze({ level: 'normal', until: null })

export function levelsAt(rows: readonly AttentionDoc[], now: Date) {
  const standing = rows.filter(row => row.until === null || row.until > now)
  const shown = new Map(standing.map(row => [`${row.kind}:${row.targetId}`, levelOf(row)]))
  const those = (kind: AttentionKind, level: 'follow' | 'mute') =>
    new Set(standing.filter(row => row.kind === kind && row.level === level).map(row => row.targetId))
  return {
    standing,
    of: (kind: AttentionKind, targetId: string): Level => shown.get(`${kind}:${targetId}`) ?? asUsual,
    followed: (kind: AttentionKind) => those(kind, 'follow'),
    muted: (kind: AttentionKind) => those(kind, 'mute'),
  }
}

export function levelOf({ level, until }: Pick<AttentionDoc, 'level' | 'until'>): Level {
  return { level, until: until?.toISOString() ?? null }
}
