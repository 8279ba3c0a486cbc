// The fields of a space: what it is called and for, who reads it, whether names are needed, and its place in the order.
import { limits } from '@hearth/shared/limits'
import type { Space } from '@hearth/shared/space'
import { useMessages } from '../messages.ts'
import { ChoiceField } from './choices.tsx'
import { SelectField, TextArea, TextField } from './fields.tsx'
import { readersOf } from './space-list.tsx'

const visibilities = ['members', 'public', 'role:supervisor', 'role:steward', 'role:moderator', 'role:coordinator'] as const

export function SpaceFields({ space }: { space?: Space }) {
  const t = useMessages()
  const names = [
    { value: 'true', label: t('manageSpaces.anonymous.true') },
    { value: 'false', label: t('manageSpaces.anonymous.false') },
  ]
  return (
    <>
      <TextField name="name" label={t('manageSpaces.name')} maxLength={limits.spaceNameMax} value={space?.name ?? ''} required />
      <TextArea
        name="description"
        label={t('manageSpaces.description')}
        hint={t('manageSpaces.descriptionHint')}
        rows={3}
        maxLength={limits.spaceDescriptionMax}
        value={space?.description ?? ''}
      />
      <SelectField
        name="visibility"
        label={t('manageSpaces.visibility')}
        hint={t('manageSpaces.visibilityHint')}
        options={visibilities.map(visibility => ({ value: visibility, label: readersOf(visibility, t) }))}
        value={space?.visibility ?? 'members'}
      />
      <ChoiceField
        type="radio"
        name="anonymous"
        label={t('manageSpaces.anonymous')}
        options={names}
        chosen={[String(space?.anonymous ?? true)]}
      />
      {space && (
        <TextField
          name="position"
          type="number"
          short
          min={0}
          max={10_000}
          label={t('manageSpaces.position')}
          hint={t('manageSpaces.positionHint')}
          value={String(space.position)}
        />
      )}
    </>
  )
}
