// A title that touches the reader's own list: said in its place, and the title itself behind a fold.
import { type MessageKey, useMessages } from '../messages.ts'
import { Fold } from './fold.tsx'

export type TitleOf = Extract<MessageKey, 'hard.topicTitle' | 'hard.sessionTitle'>

/** For a heading: what stands in it. */
export function TitleInHeading({ title, lang, covered, of }: { title: string; lang?: string; covered: boolean; of: TitleOf }) {
  const t = useMessages()
  return covered ? <span>{t(of)}</span> : <bdi lang={lang}>{title}</bdi>
}

/** For below the heading; nothing where the heading shows it. */
export function TitleBelow({ title, hard }: { title: string; hard: readonly string[] | null }) {
  if (hard === null) return null
  return (
    <Fold hard={hard} of="title">
      <p class="folded" dir="auto">
        <b>{title}</b>
      </p>
    </Fold>
  )
}
