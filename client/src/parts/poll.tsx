// The vote under an original post: what can be chosen, what was chosen so far where that is shown, and the button that votes.
import type { Poll as Told } from '@hearth/shared/poll'
import { useMessages } from '../messages.ts'
import { Byline } from './byline.tsx'
import { Form, OneButton } from './form.tsx'
import { type FormState, freshForm } from './form-state.ts'
import { PollChoices } from './poll-choices.tsx'
import { rich } from './rich.tsx'
import { Time } from './time.tsx'

/** Of fewer a share would say less than the numbers. */
const fewestForShares = 3

export type PollProps = { poll: Told; form: FormState | null; signedIn: boolean }

export function Poll({ poll, form, signedIn }: PollProps) {
  const t = useMessages()
  const voted = (poll.mine ?? []).length > 0
  return (
    <section class="section poll" id="poll" aria-labelledby="poll-title">
      <h2 id="poll-title">{t('poll.title')}</h2>
      <p class="meta">
        {t(poll.secret ? 'poll.secret' : signedIn ? 'poll.named' : 'poll.namedGuest')}{' '}
        {poll.closesAt && <Closing poll={poll} at={poll.closesAt} />}
      </p>
      {poll.can.vote && (
        <Form id="vote" action={`/topics/${poll.topicId}/poll`} state={form ?? freshForm()} label={t('poll.title')}>
          <PollChoices poll={poll} />
          <div class="row">
            <button type="submit" class="btn second">
              {t(voted ? 'poll.changeVote' : 'poll.vote')}
            </button>
            {voted && (
              <button type="submit" name="do" value="take-back" class="btn plain">
                {t('poll.takeBack')}
              </button>
            )}
          </div>
        </Form>
      )}
      <Results poll={poll} />
      {poll.can.close && (
        <OneButton action={`/topics/${poll.topicId}/poll/close`} class="btn plain">
          {t('poll.close')}
        </OneButton>
      )}
    </section>
  )
}

function Closing({ poll, at }: { poll: Told; at: string }) {
  const t = useMessages()
  return <>{rich(t(poll.closed ? 'poll.closedOn' : 'poll.closesOn'), { when: () => <Time at={at} /> })}</>
}

function Results({ poll }: { poll: Told }) {
  const t = useMessages()
  if (poll.hidden) return <p>{t(`poll.hidden.${poll.hidden}`)}</p>
  const { tallies, voted } = poll
  if (!tallies || voted === null) return null
  return (
    <>
      <h3 id="poll-results">{t(poll.closed ? 'poll.result' : 'poll.soFar')}</h3>
      <p class="meta">{t('poll.people', { count: voted })}</p>
      <ul class="poll-results" aria-labelledby="poll-results">
        {poll.options.map(({ id, text }) => (
          <Result
            key={id}
            text={text}
            mine={(poll.mine ?? []).includes(id)}
            voted={voted}
            tally={tallies.find(each => each.option === id)}
          />
        ))}
      </ul>
    </>
  )
}

type Tally = NonNullable<Told['tallies']>[number] | undefined

function Result({ text, mine, voted, tally }: { text: string; mine: boolean; voted: number; tally: Tally }) {
  const t = useMessages()
  const votes = tally?.votes ?? 0
  const voters = tally?.voters ?? []
  return (
    <li>
      <p>
        <bdi>{text}</bdi>
        {mine && ` ${t('poll.yours')}`}
      </p>
      {/* The words beside it say the same. */}
      <progress class="poll-bar" max={Math.max(1, voted)} value={votes} aria-hidden="true" />
      <p class="meta">
        {voted < fewestForShares
          ? t('poll.votes', { count: votes })
          : t('poll.votesShare', { count: votes, share: Math.round((votes / voted) * 100) })}
      </p>
      {voters.length > 0 && (
        <details class="plain">
          <summary>{t('poll.who')}</summary>
          <ul class="tags">
            {voters.map((voter, at) => (
              <li key={voter.kind === 'member' ? voter.id : at}>
                <Byline author={voter} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}
