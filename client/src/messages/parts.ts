// Which words each part of the page that comes alive is given; read by the build, never shipped.

/** The beginnings of the keys that a part uses. */
export const wordsOfParts: Record<string, readonly string[]> = {
  copy: ['post.copied', 'live.copied', 'live.notCopied'],
  live: ['live.show', 'live.goTo', 'live.here', 'live.ended'],
  marks: ['react.pressed', 'react.released', 'react.notKept'],
  posts: ['post.', 'gone.', 'role.', 'byline.', 'fold.', 'hard.topicTitle', 'react.'],
  room: [
    ...[
      'room.',
      'fold.',
      'problem.wait',
      'problem.no',
      'problem.muted',
      'problem.listening',
      'problem.on-hold',
      'problem.step-over',
      'problem.session-c',
    ],
    ...[
      'problem.removed-',
      'problem.facilitator-',
      'problem.already-',
      'problem.id-taken',
      'problem.too-',
      'problem.unavailable',
      'problem.internal',
    ],
    ...['problem.invalid-input', 'problem.account-'],
  ],
  lead: ['lead.', 'stays.', 'dots.', 'seat.', 'gather.', 'disguise.'],
  composer: [
    'write.',
    'keep.',
    'compose.answering',
    'compose.previewTitle',
    'compose.text',
    'notes.label',
    'notes.other',
    'fault.',
    'problem.',
  ],
}
