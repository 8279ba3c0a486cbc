// The choice of content notes: a few common ones to tick, and a line for others.
import { limits } from '@hearth/shared/limits'
import { readySubjects } from '@hearth/shared/ready-subjects'
import { type Translate, useMessages } from '../messages.ts'
import { ChoiceField } from './choices.tsx'
import { TextField } from './fields.tsx'

/** `present`: the notes of the post that is edited. */
export function ContentNotesField({ present = [] }: { present?: readonly string[] }) {
  const t = useMessages()
  const offered = offeredNotes(t)
  const others = present.filter(note => !offered.includes(note))
  return (
    <>
      <ChoiceField
        type="checkbox"
        name="contentNotes"
        label={t('notes.label')}
        hint={t('notes.hint')}
        options={offered.map(note => ({ value: note, label: note }))}
        chosen={present.filter(note => offered.includes(note))}
        columns
      />
      <TextField
        name="contentNotesOther"
        label={t('notes.other')}
        hint={t('notes.otherHint')}
        value={others.join(', ')}
        maxLength={limits.contentNoteMax * limits.contentNotesMax}
      />
    </>
  )
}

function offeredNotes(t: Translate): string[] {
  return readySubjects.map(note => t(`notes.${note}`))
}
