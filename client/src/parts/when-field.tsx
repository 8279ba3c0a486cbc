// When a post appears: at once, or later; the member's usual choice is made already.
import type { PostsWait } from '@hearth/shared/posts-wait'
import { useMessages } from '../messages.ts'
import { ChoiceField } from './choices.tsx'
import { TextField } from './fields.tsx'
import { rich } from './rich.tsx'

const spans = ['no', 'moment', 'morning', 'day', 'at'] as const

/** `holdable`: it may also wait until its author says when. */
export function WhenField(props: { chosen: PostsWait; mayHideName: boolean; holdable?: boolean }) {
  const t = useMessages()
  const values = props.holdable ? ([...spans, 'hold'] as const) : spans
  return (
    <>
      <ChoiceField
        type="radio"
        name="appears"
        label={t('waiting.when')}
        {...(props.mayHideName && { hint: t('waiting.whenNoName') })}
        options={values.map(value => ({ value, label: t(`waiting.appears.${value}`) }))}
        chosen={[props.chosen]}
      />
      <div class="side-by-side">
        <TextField name="appearsDay" type="date" label={t('waiting.atDay')} />
        <TextField name="appearsTime" type="time" label={t('waiting.atTime')} />
      </div>
    </>
  )
}

/** Beside the button, so that nobody believes posted what waits. */
export function UsualWait({ postsWait }: { postsWait: PostsWait }) {
  const t = useMessages()
  if (postsWait === 'no') return null
  return <p class="meta">{rich(t('waiting.yourChoice'), { link: words => <a href="/waiting#choice">{words}</a> })}</p>
}
