// The replies of a page, in branches or one after the other; the list that comes alive in the browser.
import type { Choices, Cover } from '@hearth/shared/hard-subjects'
import type { ViewedReply } from '@hearth/shared/reply'
import { Post } from './post.tsx'
import { type Branch, branchesOf, rowsOf } from './tree.ts'

export type RepliesProps = {
  topicId: string
  items: ViewedReply[]
  view: 'threaded' | 'flat'
  order: 'oldest' | 'newest'
  /** The highest number that was read; null for guests and for topics never opened: nothing is marked new. */
  readUpTo: number | null
  mayReply: boolean
  /** The topic's sequence that this page shows. */
  seq: number
  /** The highest `n` of the topic: what is above it came later. */
  lastN: number
  /** By id: what is folded for this reader alone. */
  covers?: Record<string, Cover>
  /** How this reader wants what comes later; absent where they chose nothing. */
  choices?: Choices
  /** Whether newer replies belong at the end of this very page. */
  isLast: boolean
}

export function Replies(props: RepliesProps) {
  const { topicId, view, order, readUpTo, mayReply, seq, lastN, isLast, choices } = props
  const branches = view === 'threaded' ? branchesOf(props.items) : rowsOf(props.items)
  const data = { topicId, view, order, readUpTo, mayReply, seq, lastN, isLast, ...(choices ? { choices } : {}) }
  return (
    <ol id="replies" class="replies" data-island="replies" data-props={JSON.stringify(data)}>
      {branches.map(branch => (
        <BranchOf key={branch.item.id} branch={branch} {...props} />
      ))}
    </ol>
  )
}

/** One reply and, below it, its answers. */
export function BranchOf(props: { branch: Branch<ViewedReply> } & Pick<RepliesProps, 'topicId' | 'readUpTo' | 'mayReply' | 'covers'>) {
  const { branch, topicId, readUpTo, mayReply, covers } = props
  const { item } = branch
  const cover = covers?.[item.id]
  const fresh = readUpTo !== null && item.n > readUpTo && !item.mine
  return (
    <li>
      <Post
        post={item}
        topicId={topicId}
        n={item.n}
        mine={item.mine}
        can={item.can}
        fresh={fresh}
        mayReply={mayReply}
        answers={branch.answers}
        {...(cover ? { cover } : {})}
      />
      {branch.children.length > 0 && (
        <ol class="replies">
          {branch.children.map(child => (
            <BranchOf key={child.item.id} {...props} branch={child} />
          ))}
        </ol>
      )}
    </li>
  )
}
