// Home: for members what waits for an answer and what is new, for guests what this place is and how to come in.
import type { Cover } from '@hearth/shared/hard-subjects'
import type { Space } from '@hearth/shared/space'
import type { TopicRow } from '@hearth/shared/topic'
import { useMessages } from '../messages.ts'
import { inboxAddress } from '../parts/addresses.ts'
import { OneButton } from '../parts/form.tsx'
import { Heading } from '../parts/heading.tsx'
import { Column, Columns, Section } from '../parts/layout.tsx'
import { type LookedInto, type OwnSession, OwnSessions, RoomsLookedInto } from '../parts/own-sessions.tsx'
import { SpaceLinks } from '../parts/space-list.tsx'
import { coversOf, TopicList } from '../parts/topic-list.tsx'
import { Welcome } from '../parts/welcome.tsx'

export type HomePageProps = {
  /** Null for guests. */
  me: { displayName: string } | null
  site: { name: string; tagline: string }
  joining: 'open' | 'approval' | 'invitation'
  /** The spaces that the reader may read. */
  spaces: Space[]
  /** Those in which the reader is expected within a day. */
  sessions: OwnSession[]
  lookedInto: LookedInto[]
  /** A few topics without a reply. */
  unanswered: TopicRow[]
  /** A few topics by last activity. */
  latest: TopicRow[]
  /** In low-energy mode: the next thing alone, or all. Absent otherwise. */
  energy?: 'next' | 'all'
  /** By id: what of the topics is folded for this reader alone. */
  covers?: Record<string, Cover>
}

type Named = HomePageProps & { spaceNames: Record<string, string> }

export function HomePage(props: HomePageProps) {
  const spaceNames = Object.fromEntries(props.spaces.map(space => [space.id, space.name]))
  if (props.energy === 'next') return <NextThing {...props} spaceNames={spaceNames} />
  return (
    <Columns aside={<HomeAside {...props} />}>
      {props.me ? <Greeting {...props} me={props.me} /> : <Welcome {...props} />}
      <RoomsLookedInto rooms={props.lookedInto} />
      <OwnSessions sessions={props.sessions} />
      <Unanswered {...props} spaceNames={spaceNames} />
      <Latest {...props} spaceNames={spaceNames} />
    </Columns>
  )
}

/** One thing: a session within the day, else what is new, else who waits for an answer, else what was written last. */
function NextThing(props: Named) {
  const t = useMessages()
  const { me, sessions, latest, unanswered, spaceNames, covers } = props
  const unread = latest.find(row => row.unread)
  const found = unread ?? unanswered[0] ?? latest[0]
  const title = unread ? 'energy.next.unread' : unanswered[0] ? 'energy.next.unanswered' : 'energy.next.latest'
  return (
    <Column>
      {me ? <Heading>{t('home.hello', { name: me.displayName })}</Heading> : <Welcome {...props} />}
      <RoomsLookedInto rooms={props.lookedInto} />
      {sessions.length > 0 ? (
        <OwnSessions sessions={sessions.slice(0, 1)} />
      ) : found ? (
        <Section id="next" title={t(title)}>
          <TopicList rows={[found]} spaceNames={spaceNames} {...coversOf([found], covers)} />
        </Section>
      ) : (
        <p class="under-lead">{t('energy.next.none')}</p>
      )}
      <p class="row after-list">
        <a class="btn second" href="/?all=yes">
          {t('energy.rest')}
        </a>
      </p>
    </Column>
  )
}

function Greeting({ me, latest, unanswered }: HomePageProps & { me: { displayName: string } }) {
  const t = useMessages()
  const isNew = latest.some(row => row.unread)
  const waits = unanswered.length > 0
  const lead = isNew ? t('home.leadNew') : waits ? t('home.leadUnanswered') : t('home.leadQuiet')
  return (
    <>
      <Heading lead={lead}>{t('home.hello', { name: me.displayName })}</Heading>
      <p class="way-in">
        <a class="btn second" href={inboxAddress}>
          {t('inbox.link')}
        </a>
      </p>
    </>
  )
}

function Unanswered({ me, unanswered, spaceNames, covers }: Named) {
  const t = useMessages()
  if (!me || unanswered.length === 0) return null
  return (
    <Section id="unanswered" title={t('home.unanswered')}>
      <TopicList rows={unanswered} spaceNames={spaceNames} {...coversOf(unanswered, covers)} />
    </Section>
  )
}

function Latest({ me, latest, spaceNames, covers }: Named) {
  const t = useMessages()
  return (
    <Section id="latest" title={t(me ? 'home.latest' : 'home.latestPublic')}>
      {latest.length > 0 ? (
        <TopicList rows={latest} spaceNames={spaceNames} {...coversOf(latest, covers)} />
      ) : (
        <p>{t(me ? 'home.nothingYet' : 'home.nothingPublic')}</p>
      )}
      <div class="row after-list">
        <a class="btn second" href="/spaces">
          {t('home.allSpaces')}
        </a>
        {latest.some(row => row.unread) && <OneButton action="/positions/all-read">{t('home.allRead')}</OneButton>}
      </div>
    </Section>
  )
}

function HomeAside({ me, spaces }: HomePageProps) {
  const t = useMessages()
  return (
    <>
      {spaces.length > 0 && (
        <section aria-labelledby="home-spaces">
          <h2 id="home-spaces">{t('nav.spaces')}</h2>
          <SpaceLinks spaces={spaces} />
        </section>
      )}
      <Section id="home-care" title={t(me ? 'home.careTitle' : 'home.namesTitle')} set="note">
        <p>{t(me ? 'home.care' : 'home.names')}</p>
      </Section>
    </>
  )
}
