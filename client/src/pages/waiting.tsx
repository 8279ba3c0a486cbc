// One's own posts that wait, and how long what one writes waits as a rule.
import type { PostsWait } from '@hearth/shared/posts-wait'
import type { ProblemJson } from '@hearth/shared/problems'
import type { WaitingPost as Waiting } from '@hearth/shared/waiting-post'
import { useMessages } from '../messages.ts'
import { ChoiceField } from '../parts/choices.tsx'
import { Empty } from '../parts/empty.tsx'
import { Form } from '../parts/form.tsx'
import { freshForm } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { ProblemSummary } from '../parts/summary.tsx'
import { WaitingPost } from '../parts/waiting-post.tsx'

export type WaitingPageProps = { posts: Waiting[]; postsWait: PostsWait; problem: ProblemJson | null }

export function WaitingPage({ posts, postsWait, problem }: WaitingPageProps) {
  const t = useMessages()
  return (
    <Column>
      <Heading back={[{ href: '/me', name: t('nav.me') }]} lead={t('waiting.lead')}>
        {t('waiting.title')}
      </Heading>
      <ProblemSummary formId="waiting" state={{ ...freshForm(), problem }} />
      {posts.length === 0 && (
        <Empty title={t('waiting.none')}>
          <p>{t('waiting.noneThen')}</p>
        </Empty>
      )}
      {posts.length > 0 && (
        <ul class="list under-lead">
          {posts.map(post => (
            <WaitingPost key={post.id} post={post} />
          ))}
        </ul>
      )}
      <Choice postsWait={postsWait} />
    </Column>
  )
}

function Choice({ postsWait }: { postsWait: PostsWait }) {
  const t = useMessages()
  const values = ['no', 'moment', 'morning', 'day'] as const
  return (
    <section class="section" aria-labelledby="choice">
      <h2 id="choice">{t('waiting.choiceTitle')}</h2>
      <p>{t('waiting.choiceHint')}</p>
      <Form id="posts-wait" action="/waiting/choice" label={t('waiting.choiceTitle')}>
        <ChoiceField
          type="radio"
          name="postsWait"
          label={t('waiting.choice')}
          options={values.map(value => ({ value, label: t(`waiting.appears.${value}`) }))}
          chosen={[postsWait]}
        />
        <div class="row">
          <button type="submit" class="btn">
            {t('form.save')}
          </button>
        </div>
      </Form>
    </section>
  )
}
