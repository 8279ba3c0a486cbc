// The dashed fold over a text with content notes: only the notes show until the reader opens it.
import type { ComponentChildren } from 'preact'
import { useMessages } from '../messages.ts'
import { rich } from './rich.tsx'

export function Fold(props: { notes: readonly string[]; of: 'post' | 'reply'; children: ComponentChildren }) {
  const t = useMessages()
  if (props.notes.length === 0) return <>{props.children}</>
  return (
    <details class="fold">
      <summary>
        <span>{rich(t('post.contentNote'), { b: words => <b>{words}</b>, notes: () => <bdi>{props.notes.join(', ')}</bdi> })}</span>
        <span class="open">{t(props.of === 'post' ? 'post.showPost' : 'post.showReply')}</span>
        <span class="shut">{t('post.foldAway')}</span>
      </summary>
      {props.children}
    </details>
  )
}
