// One's own drafts: where one was about to write, since when, and how to go on or throw it away.
import type { Draft } from '@hearth/shared/draft'
import { useMessages } from '../messages.ts'
import { draftDoing, draftsAddress, writingAddress } from '../parts/addresses.ts'
import { Empty } from '../parts/empty.tsx'
import { Facts } from '../parts/facts.tsx'
import { OneButton } from '../parts/form.tsx'
import { Heading } from '../parts/heading.tsx'
import { Column, Section } from '../parts/layout.tsx'
import { rich } from '../parts/rich.tsx'
import { Time } from '../parts/time.tsx'

export type DraftsPageProps = { drafts: Draft[]; most: number; days: number }

export function DraftsPage({ drafts, most, days }: DraftsPageProps) {
  const t = useMessages()
  const [kept, thrown] = [drafts.filter(each => !each.thrownAway), drafts.filter(each => each.thrownAway)]
  return (
    <Column>
      <Heading back={[{ href: '/me', name: t('me.title') }]} lead={t('drafts.lead', { days, most })}>
        {t('drafts.title')}
      </Heading>
      {kept.length === 0 && (
        <Empty title={t('drafts.none')}>
          <p>{rich(t('drafts.none.then'), { spaces: words => <a href="/spaces">{words}</a> })}</p>
        </Empty>
      )}
      <ul class="list">
        {kept.map(draft => (
          <Row key={`${draft.kind} ${draft.placeId}`} draft={draft} />
        ))}
      </ul>
      {thrown.length > 0 && (
        <Section id="drafts-thrown" title={t('drafts.thrownAway')}>
          <p>{t('drafts.thrownAway.then')}</p>
          <ul class="list">
            {thrown.map(draft => (
              <Row key={`${draft.kind} ${draft.placeId}`} draft={draft} />
            ))}
          </ul>
        </Section>
      )}
    </Column>
  )
}

function Row({ draft }: { draft: Draft }) {
  const t = useMessages()
  const { place, thrownAway } = draft
  return (
    <li>
      <h3>
        {place && !thrownAway ? (
          <a href={writingAddress(draft)}>
            <What draft={draft} />
          </a>
        ) : (
          <What draft={draft} />
        )}
      </h3>
      {!place && <p>{t('drafts.noPlace')}</p>}
      <Words draft={draft} />
      <When draft={draft} />
      <div class="acts">
        {thrownAway ? (
          <OneButton action={draftDoing(draft, 'bring-back')}>{t('drafts.bringBack')}</OneButton>
        ) : (
          <OneButton action={draftDoing(draft, 'throw-away')} values={{ next: draftsAddress }}>
            {t('drafts.throwAway')}
          </OneButton>
        )}
      </div>
    </li>
  )
}

function What({ draft: { kind, place } }: { draft: Draft }) {
  const t = useMessages()
  return <>{rich(t(place ? `drafts.what.${kind}` : `drafts.what.${kind}.bare`), { title: () => <bdi>{place?.title}</bdi> })}</>
}

/** All of them: where the form cannot be opened any more they can still be copied from here. */
function Words({ draft: { fields, place } }: { draft: Draft }) {
  const t = useMessages()
  const words = [textIn(fields, 'title'), textIn(fields, 'body')].filter(Boolean).join('\n\n')
  if (words === '') return <p class="meta">{t('drafts.noWords')}</p>
  return (
    <details class="plain" open={place === null}>
      <summary>{t('drafts.words')}</summary>
      <p class="wording" dir="auto">
        {words}
      </p>
    </details>
  )
}

function textIn(fields: Draft['fields'], name: string) {
  return [fields[name] ?? []].flat().join('\n').trim()
}

function When({ draft }: { draft: Draft }) {
  const t = useMessages()
  const anonymous = textIn(draft.fields, 'anonymous') === 'true'
  return (
    <Facts
      items={[
        rich(t('drafts.keptAt'), { at: () => <Time at={draft.keptAt} /> }),
        rich(t(draft.thrownAway ? 'drafts.goneAt' : 'drafts.goesAt'), {
          at: () => <Time at={draft.goesAt} style={draft.thrownAway ? 'moment' : 'shortDay'} />,
        }),
        anonymous && t('drafts.noName'),
      ]}
    />
  )
}
