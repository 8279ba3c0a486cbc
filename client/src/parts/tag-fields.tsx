// The fields of a tag, of putting one under another, and the community's words to choose from while writing.
import { limits } from '@hearth/shared/limits'
import type { Tag } from '@hearth/shared/tag'
import { useMessages } from '../messages.ts'
import { ChoiceField } from './choices.tsx'
import { TextArea, TextField } from './fields.tsx'

export function TagFields({ tag }: { tag?: Tag }) {
  const t = useMessages()
  return (
    <>
      <TextField name="name" label={t('manageTags.name')} maxLength={limits.tagMax} required value={tag?.name ?? ''} />
      <TextField name="fr" label={t('manageTags.fr')} hint={t('manageTags.frHint')} maxLength={limits.tagMax} value={tag?.fr ?? ''} />
      <TextArea
        name="description"
        label={t('manageTags.description')}
        rows={2}
        maxLength={limits.tagDescriptionMax}
        value={tag?.description ?? ''}
      />
      <TextField
        name="synonyms"
        label={t('manageTags.synonyms')}
        hint={t('manageTags.synonymsHint')}
        value={tag?.synonyms.join(', ') ?? ''}
      />
    </>
  )
}

export function MergeFields() {
  const t = useMessages()
  return (
    <>
      <TextField name="from" label={t('manageTags.from')} maxLength={limits.tagMax} required />
      <TextField name="into" label={t('manageTags.into')} maxLength={limits.tagMax} required />
    </>
  )
}

/** `present`: of the topic that is edited; words outside the community's stand in the field for others. */
export function TagsField({ words, present }: { words: string[]; present: string[] }) {
  const t = useMessages()
  const others = present.filter(tag => !words.includes(tag))
  return (
    <>
      <TextField
        name="tags"
        label={t('compose.tags')}
        hint={t('compose.tagsHint', { max: limits.tagsMax })}
        maxLength={limits.tagMax * limits.tagsMax}
        value={others.join(', ')}
      />
      {words.length > 0 && (
        <details class="plain" open={present.some(tag => words.includes(tag))}>
          <summary>{t('compose.tagsChoose')}</summary>
          <ChoiceField
            type="checkbox"
            name="tagsChosen"
            label={t('tags.ours')}
            columns
            options={words.map(word => ({ value: word, label: <bdi>{word}</bdi> }))}
            chosen={present}
          />
        </details>
      )}
    </>
  )
}
