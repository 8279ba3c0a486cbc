// The fields of accounts that several forms share, each with the limits that the contract sets.
import { limits } from '@hearth/shared/limits'
import { useMessages } from '../messages.ts'
import { TextField } from './fields.tsx'

export function NewHandleField() {
  const t = useMessages()
  return (
    <TextField
      name="handle"
      label={t('account.handle')}
      hint={t('account.handleHint', { min: limits.handleMin, max: limits.handleMax })}
      minLength={limits.handleMin}
      maxLength={limits.handleMax}
      autocomplete="username"
      required
      verbatim
    />
  )
}

export function GivenHandleField() {
  const t = useMessages()
  return <TextField name="handle" label={t('account.handle')} autocomplete="username" required verbatim />
}

export function DisplayNameField({ value }: { value?: string }) {
  const t = useMessages()
  return (
    <TextField
      name="displayName"
      label={t('account.displayName')}
      hint={t('account.displayNameHint')}
      maxLength={limits.displayNameMax}
      autocomplete="nickname"
      required
      {...(value !== undefined && { value })}
    />
  )
}

export function NewPasswordField({ label }: { label?: string }) {
  const t = useMessages()
  return (
    <TextField
      name="password"
      type="password"
      label={label ?? t('account.password')}
      hint={t('account.passwordHint', { min: limits.passwordMin })}
      minLength={limits.passwordMin}
      maxLength={limits.passwordMax}
      autocomplete="new-password"
      required
    />
  )
}

/** Filled by the browser with its own zone; empty without script. */
export function HiddenTimeZone() {
  return <input type="hidden" name="timeZone" value="" data-time-zone />
}
