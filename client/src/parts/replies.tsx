// The replies of a page, in branches or one after the other; the list that comes alive in the browser.
import type { Choices, Cover } from '@hearth/shared/hard-subjects'
import type { Marks } from '@hearth/shared/reaction'
import type { ViewedReply } from '@hearth/shared/reply'
import { isMuted } from './place.ts'
import { Post } from './post.tsx'
import { marksOf } from './post-marks.tsx'
import { type Branch, branchesOf, rowsOf } from './tree.ts'

export type RepliesProps = {
  topicId: string
  items: ViewedReply[]
  view: 'threaded' | 'flat'
  order: 'oldest' | 'newest'
  /** The highest number that was read; null for guests and for topics never opened: nothing is marked new. */
  readUpTo: number | null
  mayReply: boolean
  /** The reader's own marks in this topic; null for guests. */
  marks: Marks | null
  mayReact: boolean
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
  /** The members whose named replies are folded for this reader. */
  muted: readonly string[]
}

export function Replies(props: RepliesProps) {
  const { topicId, view, order, readUpTo, mayReply, seq, lastN, isLast, marks, mayReact, muted, choices } = props
  const branches = view === 'threaded' ? branchesOf(props.items) : rowsOf(props.items)
  const own = {
    ...(marks && { offered: mayReact ? marks.offered : [] }),
    ...(muted.length > 0 ? { muted } : {}),
    ...(choices ? { choices } : {}),
  }
  const data = { topicId, view, order, readUpTo, mayReply, seq, lastN, isLast, ...own }
  return (
    <ol id="replies" class="replies" data-island="replies" data-props={JSON.stringify(data)}>
      {branches.map(branch => (
        <BranchOf key={branch.item.id} branch={branch} {...props} />
      ))}
    </ol>
  )
}

/** One reply and, below it, its answers. */
type OfBranch = Pick<RepliesProps, 'topicId' | 'readUpTo' | 'mayReply' | 'marks' | 'mayReact' | 'muted' | 'covers'>

export function BranchOf(props: { branch: Branch<ViewedReply> } & OfBranch) {
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
        muted={isMuted(item.author, props.muted)}
        mayReply={mayReply}
        answers={branch.answers}
        marks={marksOf(props.marks, item, props.mayReact)}
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
