// A page that could not be shown or a form that could not be taken: what happened, what is safe, what to do.
import type { ProblemJson } from '@hearth/shared/problems'
import { useMessages } from '../messages.ts'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'

export type ProblemPageProps = {
  problem: ProblemJson
  /** The words of the form that was not taken, to be copied. */
  kept: string | null
  /** The request's id in the log. */
  requestId: string | null
}

export function ProblemPage({ problem, kept, requestId }: ProblemPageProps) {
  const t = useMessages()
  return (
    <Column>
      <Heading lead={t(`problem.${problem.code}.then`)}>{t(`problem.${problem.code}`)}</Heading>
      {problem.retryAfter && <p class="under-lead">{t('problem.wait', { seconds: problem.retryAfter })}</p>}
      {problem.link && (
        <p class="under-lead">
          <a href={problem.link}>{t('problem.seeLink')}</a>
        </p>
      )}
      {kept && <KeptWords kept={kept} />}
      <p class="row way-on">
        {problem.code === 'not-signed-in' && (
          <a class="btn" href="/sign-in">
            {t('nav.signIn')}
          </a>
        )}
        <a class="btn second" href="/">
          {t('problem.home')}
        </a>
      </p>
      {requestId && <RequestId id={requestId} />}
    </Column>
  )
}

function KeptWords({ kept }: { kept: string }) {
  const t = useMessages()
  return (
    <div class="field under-lead">
      <label class="label" for="kept">
        {t('problem.kept')}
      </label>
      <p class="hint" id="kept-hint">
        {t('problem.keptHint')}
      </p>
      <textarea class="input" id="kept" rows={8} readOnly dir="auto" aria-describedby="kept-hint">
        {kept}
      </textarea>
      <p class="row">
        <button type="button" class="btn plain" data-copy-from="kept" data-needs-script>
          {t('problem.copy')}
        </button>
      </p>
    </div>
  )
}

export function RequestId({ id }: { id: string }) {
  const t = useMessages()
  return (
    <p class="meta request-id">
      {t('problem.requestId')} <span class="num">{id}</span>
    </p>
  )
}
