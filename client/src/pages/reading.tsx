// The language, text size, colours, the order of replies and what stays folded; for guests kept in this browser, for members on every device.
import type { LanguageChoice, Reading } from '@hearth/shared/account'
import { languages } from '@hearth/shared/languages'
import { readySubjects } from '@hearth/shared/ready-subjects'
import { type MessageKey, useMessages } from '../messages.ts'
import { hardSubjectsAddress } from '../parts/addresses.ts'
import { ChoiceField } from '../parts/choices.tsx'
import { Form } from '../parts/form.tsx'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { rich } from '../parts/rich.tsx'

export type ReadingPageProps = { reading: Reading; language: LanguageChoice; signedIn: boolean }

const choices = {
  energy: ['usual', 'low'],
  text: ['normal', 'large', 'largest'],
  theme: ['auto', 'light', 'dark'],
  contrast: ['auto', 'normal', 'more'],
  view: ['threaded', 'flat'],
  order: ['oldest', 'newest'],
  notes: ['fold', 'show', 'some'],
} as const

type Name = keyof typeof choices
const names = Object.keys(choices) as Name[]
const hints: Partial<Record<Name, MessageKey>> = { energy: 'reading.energyHint', notes: 'reading.notesHint' }

export function ReadingPage({ reading, language, signedIn }: ReadingPageProps) {
  const t = useMessages()
  return (
    <Column>
      <Heading lead={t(signedIn ? 'reading.leadMember' : 'reading.leadGuest')}>{t('foot.reading')}</Heading>
      <Form id="reading" action="/reading" label={t('foot.reading')} class="under-lead">
        <ChoiceField type="radio" name="language" label={t('reading.language')} options={languageOptions()} chosen={[language]} />
        {names.map(name => (
          <ChoiceField
            key={name}
            type="radio"
            name={name}
            label={t(`reading.${name}`)}
            {...hintOf(name)}
            options={optionsOf(name)}
            chosen={[reading[name]]}
          />
        ))}
        <ChoiceField
          type="checkbox"
          name="shownNotes"
          label={t('reading.shownNotes')}
          hint={t('reading.shownNotesHint')}
          options={readySubjects.map(subject => ({ value: subject, label: t(`notes.${subject}`) }))}
          chosen={reading.shownNotes}
          columns
        />
        <p class="under-fields">{rich(t('reading.subjects'), { link: words => <a href={hardSubjectsAddress}>{words}</a> })}</p>
        <div class="row">
          <button type="submit" class="btn">
            {t('form.save')}
          </button>
        </div>
      </Form>
    </Column>
  )

  /** Each in its own words: whoever looks for a language may read no other. */
  function languageOptions() {
    const own = languages.map(value => ({ value, label: <span lang={value}>{t(`language.${value}`)}</span> }))
    return [{ value: 'auto', label: t('reading.language.auto') }, ...own]
  }

  function optionsOf(name: Name) {
    return choices[name].map(value => ({ value, label: t(`reading.${name}.${value}` as MessageKey) }))
  }

  function hintOf(name: Name) {
    const key = hints[name]
    return key ? { hint: t(key) } : {}
  }
}
