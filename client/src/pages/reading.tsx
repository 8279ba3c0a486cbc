// The language, text size, colours and the order of replies; for guests kept in this browser, for members on every device.
import type { LanguageChoice, Reading } from '@hearth/shared/account'
import { languages } from '@hearth/shared/languages'
import { type MessageKey, useMessages } from '../messages.ts'
import { ChoiceField } from '../parts/choices.tsx'
import { Form } from '../parts/form.tsx'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'

export type ReadingPageProps = { reading: Reading; language: LanguageChoice; signedIn: boolean }

const choices = {
  text: ['normal', 'large', 'largest'],
  theme: ['auto', 'light', 'dark'],
  contrast: ['auto', 'normal', 'more'],
  view: ['threaded', 'flat'],
  order: ['oldest', 'newest'],
} as const

type Name = keyof typeof choices
const names = Object.keys(choices) as Name[]

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
            options={optionsOf(name)}
            chosen={[reading[name]]}
          />
        ))}
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
}
