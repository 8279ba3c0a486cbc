// One's own feeds: addresses for a feed reader, each a secret that shows what one may read, until it is ended.
import type { Feed } from '@hearth/shared/feed'
import { useMessages } from '../messages.ts'
import { ownFeedsAddress } from '../parts/addresses.ts'
import { CheckField, ChoiceField } from '../parts/choices.tsx'
import { Facts } from '../parts/facts.tsx'
import { SelectField } from '../parts/fields.tsx'
import { Form, OneButton } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Column, Section } from '../parts/layout.tsx'
import { rich } from '../parts/rich.tsx'
import { Secret } from '../parts/secret.tsx'
import { Time } from '../parts/time.tsx'

type Named = { id: string; name: string }
export type OwnFeedsPageProps = {
  feeds: Feed[]
  /** Those that the reader reads. */
  spaces: Named[]
  form: FormState
  /** The address that was just made; shown this once. */
  url: string | null
}

export function OwnFeedsPage({ feeds, spaces, form, url }: OwnFeedsPageProps) {
  const t = useMessages()
  return (
    <Column>
      <Heading back={[{ href: '/me', name: t('nav.me') }]} lead={t('feeds.lead')}>
        {t('feeds.title')}
      </Heading>
      {url && <Secret level={2} id="new-feed" title={t('feeds.made')} hint={t('feeds.once')} secret={url} />}
      <Section id="feeds-own" title={t('feeds.own')}>
        {feeds.length === 0 && <p>{t('feeds.none')}</p>}
        {feeds.length > 0 && (
          <ul class="list records">
            {feeds.map(feed => (
              <FeedRow key={feed.id} feed={feed} spaces={spaces} />
            ))}
          </ul>
        )}
      </Section>
      <Section id="feeds-new" title={t('feeds.new')}>
        <p>{t('feeds.care')}</p>
        <NewFeed spaces={spaces} form={form} />
      </Section>
    </Column>
  )
}

function NewFeed({ spaces, form }: Pick<OwnFeedsPageProps, 'spaces' | 'form'>) {
  const t = useMessages()
  const scopes = (['all', 'space', 'started'] as const).map(scope => ({
    value: scope,
    label: t(`feeds.scope.${scope}`),
    ...(scope === 'started' && { hint: t('feeds.startedHint') }),
  }))
  return (
    <Form id="feed" action={ownFeedsAddress} state={form} label={t('feeds.new')}>
      <ChoiceField type="radio" name="scope" label={t('feeds.scope')} options={scopes} chosen={['all']} />
      {spaces.length > 0 && (
        <SelectField
          name="spaceId"
          label={t('feeds.space')}
          hint={t('feeds.spaceHint')}
          options={spaces.map(space => ({ value: space.id, label: space.name }))}
        />
      )}
      <CheckField name="words" label={t('feeds.words')} hint={t('feeds.wordsHint')} />
      <button type="submit" class="btn">
        {t('feeds.make')}
      </button>
    </Form>
  )
}

function FeedRow({ feed, spaces }: { feed: Feed; spaces: Named[] }) {
  const t = useMessages()
  const space = spaces.find(each => each.id === feed.spaceId)
  const used = feed.lastUsedOn
  const name = feed.scope === 'space' ? (space?.name ?? t('feeds.spaceGone')) : t(`feeds.scope.${feed.scope}`)
  return (
    <li>
      <div>
        <p class="record-name" dir="auto">
          {name}
        </p>
        <Facts
          items={[
            t(feed.words ? 'feeds.withWords' : 'feeds.titlesOnly'),
            rich(t('me.made'), { when: () => <Time at={feed.createdAt} style="shortDay" /> }),
            used ? rich(t('me.lastUsed'), { when: () => <Time at={used} style="shortDay" /> }) : t('me.neverUsed'),
          ]}
        />
      </div>
      <OneButton action={`${ownFeedsAddress}/${feed.id}/end`} class="btn danger" label={t('feeds.endWhich', { name })}>
        {t('me.end')}
      </OneButton>
    </li>
  )
}
