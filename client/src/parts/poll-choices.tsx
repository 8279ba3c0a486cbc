// The options of a poll as choices: one or several, with what the reader chose before.
import type { Poll } from '@hearth/shared/poll'
import { useMessages } from '../messages.ts'
import { ChoiceField } from './choices.tsx'

export function PollChoices({ poll }: { poll: Poll }) {
  const t = useMessages()
  return (
    <ChoiceField
      type={poll.several ? 'checkbox' : 'radio'}
      name="choices"
      label={t(poll.several ? 'poll.chooseSeveral' : 'poll.chooseOne')}
      options={poll.options.map(({ id, text }) => ({ value: id, label: <bdi>{text}</bdi> }))}
      chosen={poll.mine ?? []}
    />
  )
}
