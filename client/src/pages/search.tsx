// Search: the words, ways to narrow them down, and what was found; a plain form, so that an address holds the whole question.
import { limits } from '@hearth/shared/limits'
import type { Found } from '@hearth/shared/search'
import type { Space } from '@hearth/shared/space'
import { useMessages } from '../messages.ts'
import { searchAddress, withQuery } from '../parts/addresses.ts'
import { Empty } from '../parts/empty.tsx'
import { SelectField, TextField } from '../parts/fields.tsx'
import { FoundList } from '../parts/found-list.tsx'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { Notice } from '../parts/notice.tsx'
import { Pager } from '../parts/pager.tsx'
import { rich } from '../parts/rich.tsx'

/** As it stands in the address; days are days in the reader's zone. */
export type SearchWords = Partial<Record<'q' | 'space' | 'author' | 'tag' | 'kind' | 'from' | 'to' | 'unanswered' | 'order', string>>
export type SearchPageProps = {
  words: SearchWords
  spaces: Pick<Space, 'id' | 'name'>[]
  /** Null where nothing was asked yet; `fault` where it could not be. */
  found: { items: Found[]; next: string | null; small: string[] } | 'fault' | null
  /** Whether this is a later page. */
  later: boolean
  signedIn: boolean
}

export function SearchPage(props: SearchPageProps) {
  const t = useMessages()
  return (
    <Column>
      <Heading>{t('search.title')}</Heading>
      <search>
        <form method="get" action={searchAddress} class="search-form">
          <TextField name="q" label={t('search.words')} hint={t('search.hint')} value={props.words.q ?? ''} maxLength={limits.queryMax} />
          <Narrow {...props} />
          <div class="row">
            <button type="submit" class="btn">
              {t('search.go')}
            </button>
          </div>
        </form>
      </search>
      <Results {...props} />
    </Column>
  )
}

function Narrow({ words, spaces, signedIn }: SearchPageProps) {
  const t = useMessages()
  const { q: _, order: __, ...narrowed } = words
  const kinds = ['question', 'discussion', 'announcement', 'reply', ...(signedIn ? (['person'] as const) : [])] as const
  return (
    <details class="fold" open={Object.values(narrowed).some(Boolean)}>
      <summary>
        <span>{t('search.narrow')}</span>
      </summary>
      <SelectField
        name="space"
        label={t('search.space')}
        value={words.space ?? ''}
        options={[{ value: '', label: t('search.anySpace') }, ...spaces.map(space => ({ value: space.id, label: space.name }))]}
      />
      <SelectField
        name="kind"
        label={t('search.kind')}
        value={words.kind ?? ''}
        options={[{ value: '', label: t('search.anyKind') }, ...kinds.map(kind => ({ value: kind, label: t(`search.kind.${kind}`) }))]}
      />
      {signedIn && (
        <TextField
          name="author"
          label={t('search.author')}
          hint={t('search.authorHint')}
          value={words.author ?? ''}
          maxLength={limits.handleMax}
          verbatim
        />
      )}
      <TextField name="tag" label={t('search.tag')} value={words.tag ?? ''} maxLength={limits.tagMax} />
      <TextField name="from" type="date" label={t('search.from')} value={words.from ?? ''} short />
      <TextField name="to" type="date" label={t('search.to')} value={words.to ?? ''} short />
      <SelectField
        name="order"
        label={t('search.order')}
        value={words.order ?? 'best'}
        options={(['best', 'newest'] as const).map(order => ({ value: order, label: t(`search.order.${order}`) }))}
      />
      <p>
        <label class="tick">
          <input type="checkbox" name="unanswered" value="true" checked={words.unanswered === 'true'} /> {t('search.unanswered')}
        </label>
      </p>
    </details>
  )
}

function Results({ words, found, later }: SearchPageProps) {
  const t = useMessages()
  if (found === null) return null
  if (found === 'fault')
    return (
      <Notice title={t('search.fault')} id="fault-title">
        <p>{t('search.fault.then')}</p>
      </Notice>
    )
  const address = (after: string | null) => withQuery(searchAddress, { ...words, after })
  return (
    <section class="section" aria-labelledby="found-title">
      {found.items.length > 0 && <h2 id="found-title">{t('search.found')}</h2>}
      {found.small.length > 0 && <p class="meta">{t('search.small', { words: found.small.join(', ') })}</p>}
      {found.items.length > 0 ? <FoundList items={found.items} /> : <Nothing />}
      <Pager
        back={later ? { href: address(null), label: t('search.first') } : null}
        on={found.next === null ? null : { href: address(found.next), label: t('search.more') }}
      />
    </section>
  )
}

function Nothing() {
  const t = useMessages()
  return (
    <Empty title={<span id="found-title">{t('search.none')}</span>}>
      <p>{rich(t('search.none.then'), { spaces: words => <a href="/spaces">{words}</a> })}</p>
    </Empty>
  )
}
