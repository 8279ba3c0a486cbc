// Every refusal: its code, HTTP status and title, and the shape of a problem on the wire (RFC 9457); free of zod for the browser.

export const problems = {
  'invalid-input': [422, 'Some of what was sent cannot be used'],
  'invalid-json': [400, 'The body is not JSON'],
  'invalid-cursor': [422, 'This place in the list is no longer known'],
  'not-signed-in': [401, 'Sign in first'],
  'wrong-credentials': [401, 'That name and password do not go together'],
  'link-expired': [410, 'This link has been used or is too old'],
  'invitation-needed': [403, 'An invitation is needed to join'],
  'invitation-spent': [410, 'This invitation has been used up or is too old'],
  'awaiting-approval': [403, 'A coordinator has to say yes first'],
  'account-suspended': [403, 'This account cannot sign in for now'],
  'account-silenced': [403, 'This account can read, but not write, for now'],
  'read-only-token': [403, 'This token may read, but not write'],
  'session-only': [403, 'A token cannot do this; sign in instead'],
  'not-allowed': [403, 'This is not yours to do'],
  'not-found': [404, 'There is nothing here, or not for you'],
  'method-not-allowed': [405, 'This address does not take that method'],
  'wrong-origin': [403, 'This was sent from somewhere else'],
  'topic-locked': [409, 'This topic is locked'],
  'space-archived': [409, 'This space is closed for new writing'],
  'already-removed': [409, 'This has been taken back already'],
  'already-sent': [409, 'This was sent before, with other words'],
  'already-posted': [409, 'This has been posted already'],
  'poll-closed': [409, 'This vote is closed'],
  'poll-has-votes': [409, 'Somebody has voted already'],
  'too-many-waiting': [409, 'As many posts wait as can'],
  'id-taken': [409, 'This id is in use'],
  'handle-taken': [409, 'Somebody has this name already'],
  'name-taken': [409, 'This name is in use already'],
  'edited-meanwhile': [409, 'This was changed by somebody else meanwhile'],
  'kept-elsewhere': [409, 'This draft was changed, posted or thrown away on another device'],
  'format-shipped': [409, 'This format came with Hearth and stays as it is'],
  'last-administrator': [409, 'The community needs one administrator at least'],
  'last-coordinator': [409, 'The community needs one coordinator at least'],
  'not-in-session': [409, 'You are not in this session'],
  'session-closed': [409, 'This session is over'],
  'session-locked': [409, 'Nobody new comes into this session'],
  'removed-from-session': [403, 'The facilitator has taken you out of this session'],
  'not-your-turn': [409, 'The floor is not yours just now'],
  muted: [403, 'The facilitator has asked you to listen'],
  listening: [409, 'You took a seat to listen'],
  'not-the-facilitator': [403, 'Only who holds the clock does this'],
  'facilitator-here': [409, 'Somebody holds the clock'],
  'on-hold': [409, 'The session is on hold'],
  'no-step': [409, 'There is no step going on'],
  'at-the-door': [409, 'Go in through the door first'],
  'agreement-changed': [409, 'The agreement has changed; read it once more'],
  'session-full': [409, 'All places in this session are taken'],
  'session-not-open': [409, 'The door is not open yet'],
  'session-started': [409, 'This session has begun; only its title, list and link can change'],
  'step-over': [409, 'The step in which this was said is over'],
  'nothing-together': [409, 'Nothing is collected in this step'],
  'attention-full': [409, 'You follow and mute as much as can be kept; let something go first'],
  'wrong-parent': [422, 'The reply that is answered is not in this topic'],
  'common-password': [422, 'This password is one of the first that are guessed'],
  'too-large': [413, 'This is too long to take'],
  'unsupported-type': [415, 'This kind of content is not taken here'],
  'too-many': [429, 'Too many tries; wait a little'],
  unavailable: [503, 'Not just now; try again in a moment'],
  internal: [500, 'Something broke here; nothing of yours was lost by it'],
} as const satisfies Record<string, readonly [status: number, title: string]>

export type ProblemCode = keyof typeof problems

/** One fault of one field: `pointer` is a JSON pointer into the body ("/title") or the query ("?limit"). */
export type Fault = { pointer: string; code: string; message: string }

/** The wire shape, `application/problem+json`. `type` is the path of the code's page in the docs; `instance` is the request's id in the log. */
export type ProblemJson = {
  type: string
  code: ProblemCode
  title: string
  status: number
  detail?: string
  instance?: string
  errors?: Fault[]
  /** Where the thing stands that was already sent, or the right address. */
  link?: string
  /** Seconds to wait, with `too-many` and `unavailable`. */
  retryAfter?: number
}
