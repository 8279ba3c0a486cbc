// The heading of a page, the way back above it, and under it the one place where results are told.
import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { Icon } from './icons.tsx'

/** What the last form did, in a sentence; given by the frame. */
export const SaidContext = createContext<string | undefined>(undefined)

export type Crumb = { href: string; name: string }

export function Heading(props: { children: ComponentChildren; back?: Crumb[]; lead?: ComponentChildren }) {
  const said = useContext(SaidContext)
  return (
    <>
      {props.back && <Crumbs crumbs={props.back} />}
      <h1>{props.children}</h1>
      <p class="said result" role="status" id="status">
        {said && <Icon name="tick" />}
        {said && <span>{said}</span>}
      </p>
      {props.lead && <p class="lead">{props.lead}</p>}
    </>
  )
}

function Crumbs({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <p class="crumbs">
      {crumbs.map(crumb => (
        <a key={crumb.href} href={crumb.href}>
          <bdi>{crumb.name}</bdi>
        </a>
      ))}
    </p>
  )
}
