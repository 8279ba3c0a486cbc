// Something that is shown this once: a link or a token, to be copied now.
import { useMessages } from '../messages.ts'

export function Secret(props: { id: string; title: string; hint: string; secret: string; level: 2 | 3 }) {
  const t = useMessages()
  const Title = props.level === 2 ? 'h2' : 'h3'
  return (
    <section class="note secret-note" aria-labelledby={`${props.id}-title`} tabindex={-1} data-focus>
      <Title id={`${props.id}-title`}>{props.title}</Title>
      <p>{props.hint}</p>
      <code class="secret" id={props.id} dir="ltr">
        {props.secret}
      </code>
      <p>
        <button type="button" class="btn plain" data-copy-from={props.id} data-needs-script>
          {t('secret.copy')}
        </button>
      </p>
    </section>
  )
}
