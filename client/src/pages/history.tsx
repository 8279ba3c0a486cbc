// The history of a post: what stands there now, and each earlier wording with what changed after it.
import { useMessages } from '../messages.ts'
import { Badge } from '../parts/badge.tsx'
import { Fold } from '../parts/fold.tsx'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { rich } from '../parts/rich.tsx'
import { Time } from '../parts/time.tsx'
import { wordDiff } from '../parts/word-diff.ts'

type Revision = { at: string; title?: string | undefined; body: string; contentNotes: string[] }

export type HistoryPageProps = {
  what: 'topic' | 'reply'
  back: string
  topicTitle: string
  /** Earlier wordings, oldest first. */
  items: Revision[]
  current: Revision
  /** For each wording, oldest first and what stands now last: what of the reader's list it touches. Absent where nothing is folded. */
  hard?: (readonly string[])[]
}

export function HistoryPage(props: HistoryPageProps) {
  const t = useMessages()
  const all = [...props.items, props.current]
  const steps = all.map((revision, at) => ({ revision, before: all[at - 1] ?? null, hard: props.hard?.[at] ?? [] })).reverse()
  return (
    <Column>
      <Heading back={[{ href: props.back, name: props.topicTitle }]} lead={t('history.lead')}>
        {t(`history.${props.what}`)}
      </Heading>
      <ol class="history" reversed>
        {steps.map(({ revision, before, hard }, at) => (
          <li key={revision.at}>
            <h2>
              {rich(t(before === null ? 'history.first' : at === 0 ? 'history.now' : 'history.changed'), {
                when: () => <Time at={revision.at} />,
              })}
            </h2>
            {revision.contentNotes.length > 0 && (
              <Badge kind="cn">{rich(t('row.contentNote'), { notes: () => revision.contentNotes.join(', ') })}</Badge>
            )}
            <Fold hard={hard} of="wording">
              {revision.title !== undefined && (
                <p class="title" dir="auto">
                  <Difference before={before?.title ?? revision.title} after={revision.title} />
                </p>
              )}
              <p class="wording" dir="auto">
                <Difference before={before?.body ?? revision.body} after={revision.body} />
              </p>
            </Fold>
          </li>
        ))}
      </ol>
    </Column>
  )
}

/** `ins` and `del` are not spoken by every screen reader, so each carries a word of its own. */
function Difference({ before, after }: { before: string; after: string }) {
  const t = useMessages()
  return (
    <>
      {wordDiff(before, after).map(piece => {
        if (piece.kind === 'same') return piece.text
        const Mark = piece.kind === 'added' ? 'ins' : 'del'
        return (
          <Mark>
            <span class="vh">{t(`history.${piece.kind}`)} </span>
            {piece.text}
          </Mark>
        )
      })}
    </>
  )
}
