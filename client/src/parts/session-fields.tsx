// The fields of a session that is planned: what and when, who, and what becomes of what is said.
import type { FormatRow, Seat } from '@hearth/shared/format'
import { limits } from '@hearth/shared/limits'
import type { Comers, KeepDays } from '@hearth/shared/session'
import { useMessages } from '../messages.ts'
import { CheckField, ChoiceField } from './choices.tsx'
import { SelectField, TextField } from './fields.tsx'
import { FormatsFold } from './formats-fold.tsx'
import { rich } from './rich.tsx'

/** As the fields hold it: days, times and handles as text. */
export type Planned = {
  title: string
  formatId: string
  day: string
  time: string
  timeZone: string
  capacity: string
  comers: Comers
  invited: string
  /** Handles by seat. */
  seats: Partial<Record<Seat, string>>
  callLink: string
  keepDays: KeepDays
  lateHistory: boolean
}
type Fields = { present: Planned; begun: boolean }

export function WhatAndWhen({ present, begun, formats }: Fields & { formats: FormatRow[] }) {
  const t = useMessages()
  const options = formats.map(({ id, name, unit, total, groupSize }) => ({
    value: id,
    label: t('sessions.formatOption', { name, length: t(`format.${unit}`, { count: total }), people: t('format.people', groupSize) }),
  }))
  return (
    <>
      <h2 class="part">{t('sessions.whatTitle')}</h2>
      <TextField
        name="title"
        label={t('sessions.name')}
        hint={t('sessions.nameHint')}
        value={present.title}
        minLength={limits.titleMin}
        maxLength={limits.titleMax}
        required
      />
      {!begun && (
        <>
          <SelectField name="formatId" label={t('sessions.format')} options={options} value={present.formatId} />
          <FormatsFold formats={formats} />
          <div class="side-by-side">
            <TextField name="day" type="date" label={t('sessions.day')} value={present.day} required />
            <TextField name="time" type="time" label={t('sessions.time')} value={present.time} required />
          </div>
          <TextField
            name="timeZone"
            label={t('sessions.zone')}
            hint={t('sessions.zoneHint')}
            value={present.timeZone}
            maxLength={60}
            verbatim
          />
        </>
      )}
    </>
  )
}

export function Who({ present, begun, spaceName }: Fields & { spaceName: string }) {
  const t = useMessages()
  const comers = [
    { value: 'space', label: rich(t('sessions.comers.space'), { space: () => <bdi>{spaceName}</bdi> }) },
    { value: 'invited', label: t('sessions.comers.invited'), hint: t('sessions.comers.invited.hint') },
    { value: 'asking', label: t('sessions.comers.asking'), hint: t('sessions.comers.asking.hint') },
  ]
  return (
    <>
      <h2 class="part">{t('sessions.whoTitle')}</h2>
      {!begun && <ChoiceField type="radio" name="comers" label={t('sessions.comers')} options={comers} chosen={[present.comers]} />}
      <TextField name="invited" label={t('sessions.invited')} hint={t('sessions.handlesHint')} value={present.invited} verbatim />
      {!begun && (
        <>
          <SeatFields seats={present.seats} />
          <TextField
            name="capacity"
            type="number"
            label={t('sessions.capacity')}
            hint={t('sessions.capacityHint')}
            value={present.capacity}
            min={2}
            max={limits.sessionCapacityMax}
            short
          />
        </>
      )}
      <TextField
        name="callLink"
        type="url"
        label={t('sessions.callLink')}
        hint={t('sessions.callLinkHint')}
        value={present.callLink}
        maxLength={500}
        verbatim
      />
    </>
  )
}

const seatsOffered: Seat[] = ['facilitator', 'co-facilitator', 'presenter', 'note-keeper', 'supervisor', 'listener']
const seatsElse: Seat[] = ['guest', 'reflector', 'aftercare']

/** Seats that only some formats know are shown where somebody holds one. */
function SeatFields({ seats }: Pick<Planned, 'seats'>) {
  const t = useMessages()
  return (
    <fieldset class="field" aria-describedby="session-seats-hint">
      <legend>{t('sessions.seats')}</legend>
      <p class="hint" id="session-seats-hint">
        {t('sessions.seatsHint')}
      </p>
      <div class="two-wide">
        {[...seatsOffered, ...seatsElse.filter(seat => seats[seat])].map(seat => (
          <TextField key={seat} name={`seats.${seat}`} label={t(`seat.${seat}`)} value={seats[seat] ?? ''} verbatim />
        ))}
      </div>
    </fieldset>
  )
}

export function WordsSaid({ present, begun }: Fields) {
  const t = useMessages()
  if (begun) return null
  const days = ([0, 1, 7, 30] as const).map(count => ({
    value: String(count),
    label: t(`sessions.keepDays.${count}`),
    ...(count === 0 && { hint: t('sessions.keepDays.0.hint') }),
  }))
  return (
    <>
      <h2 class="part">{t('sessions.wordsTitle')}</h2>
      <ChoiceField type="radio" name="keepDays" label={t('sessions.keepDays')} options={days} chosen={[String(present.keepDays)]} />
      <CheckField name="lateHistory" label={t('sessions.lateHistory')} hint={t('sessions.lateHistoryHint')} ticked={present.lateHistory} />
    </>
  )
}
