// The fields that a topic has and a reply has not: title, kind, tags, crisis lines.
import { limits } from '@hearth/shared/limits'
import type { Topic } from '@hearth/shared/topic'
import { useMessages } from '../messages.ts'
import { CheckField, ChoiceField } from './choices.tsx'
import { TextField } from './fields.tsx'
import { TagsField } from './tag-fields.tsx'

export function TitleField({ value }: { value?: string }) {
  const t = useMessages()
  return (
    <TextField
      name="title"
      label={t('compose.title')}
      hint={t('compose.titleHint')}
      minLength={limits.titleMin}
      maxLength={limits.titleMax}
      required
      {...(value !== undefined && { value })}
    />
  )
}

type Present = Pick<Topic, 'kind' | 'tags' | 'crisisLines'>

/** `tagWords`: the community's tags. */
export function TopicDetails({ mayAnnounce, tagWords, present }: { mayAnnounce: boolean; tagWords: string[]; present?: Present }) {
  const t = useMessages()
  const kinds = (['question', 'discussion', 'announcement'] as const).filter(
    kind => mayAnnounce || kind !== 'announcement' || present?.kind === kind,
  )
  return (
    <>
      <ChoiceField
        type="radio"
        name="kind"
        label={t('compose.kind')}
        options={kinds.map(kind => ({ value: kind, label: t(`kind.${kind}`), hint: t(`kind.${kind}.hint`) }))}
        chosen={[present?.kind ?? 'discussion']}
      />
      <TagsField words={tagWords} present={present?.tags ?? []} />
      <CheckField
        name="crisisLines"
        label={t('compose.crisisLines')}
        hint={t('compose.crisisLinesHint')}
        {...(present?.crisisLines && { ticked: true })}
      />
    </>
  )
}
