// The dashed fold over a text: why it is folded, by its writer's notes or by the reader's own list, until the reader opens it.
import type { ComponentChildren } from 'preact'
import { useMessages } from '../messages.ts'
import { rich } from './rich.tsx'

export type FoldProps = {
  /** What the writer said of it. */
  notes?: readonly string[]
  /** What of the reader's own list it touches; on their own page alone. */
  hard?: readonly string[]
  of: 'post' | 'reply' | 'row' | 'message' | 'wording' | 'profile' | 'title'
  children: ComponentChildren
}

/** What nothing speaks against stands open, without a fold. */
export function Fold({ notes = [], hard = [], of, children }: FoldProps) {
  const t = useMessages()
  if (notes.length === 0 && hard.length === 0) return <>{children}</>
  return (
    <details class="fold">
      <summary>
        <NotesLine notes={notes} />
        <HardLine hard={hard} />
        <span class="open">{t(`fold.${of}`)}</span>
        <span class="shut">{t('fold.away')}</span>
      </summary>
      {children}
    </details>
  )
}

/** Nothing where there are none. */
export function NotesLine({ notes }: { notes: readonly string[] }) {
  const t = useMessages()
  if (notes.length === 0) return null
  return <span>{rich(t('fold.note'), { b: bold, notes: () => <bdi>{notes.join(', ')}</bdi> })}</span>
}

export function HardLine({ hard }: { hard: readonly string[] }) {
  const t = useMessages()
  if (hard.length === 0) return null
  return <span>{rich(t('fold.hard'), { b: bold, subjects: () => <bdi>{hard.join(', ')}</bdi> })}</span>
}

function bold(words: string) {
  return <b>{words}</b>
}
