// Ask before a post is taken back: what goes, what stays, and how long one can change one's mind.
import { useMessages } from '../messages.ts'
import { replyAddress, topicAddress } from '../parts/addresses.ts'
import { Fold } from '../parts/fold.tsx'
import { Form } from '../parts/form.tsx'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { SubmitOrBack } from '../parts/submit-or-back.tsx'

export type RemovePageProps = {
  what: 'topic' | 'reply'
  id: string
  back: string
  topicTitle: string
  /** The text that goes, as the reader sees it. */
  html: string
  /** Whether the reader wrote it; otherwise a moderator removes it. */
  mine: boolean
  /** Whether it stands folded: by its notes, and by what of the reader's list it touches. Absent where nothing is folded. */
  folded?: { notes: readonly string[]; hard: readonly string[] }
}

export function RemovePage({ what, id, back, topicTitle, html, mine, folded }: RemovePageProps) {
  const t = useMessages()
  const address = what === 'topic' ? topicAddress(id) : replyAddress(id)
  const who = mine ? 'own' : 'other'
  return (
    <Column>
      <Heading back={[{ href: back, name: topicTitle }]} lead={t(`remove.${what}.stays`)}>
        {t(`remove.${what}.${who}`)}
      </Heading>
      <Fold {...folded} of={what === 'topic' ? 'post' : 'reply'}>
        <blockquote class="prose quoted" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
      </Fold>
      <Form id="remove" action={`${address}/remove`}>
        <p class="under-fields">{t(`remove.${who}.then`)}</p>
        <SubmitOrBack submit={t(`remove.${who}.submit`)} back={back} danger />
      </Form>
    </Column>
  )
}
