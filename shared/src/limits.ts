// Every limit that people can meet, with its unit; free of zod, so that the browser may use it.

/** Characters (UTF-16 code units, as `maxlength` counts them). */
export const limits = {
  handleMin: 3,
  handleMax: 24,
  displayNameMax: 60,
  pronounsMax: 40,
  bioMax: 1_000,
  /** Source: NIST SP 800-63B asks for 8 at least; the community asks for 10. */
  passwordMin: 10,
  passwordMax: 200,
  titleMin: 3,
  titleMax: 160,
  bodyMax: 32_000,
  /** Of a search. */
  queryMax: 200,
  tagMax: 40,
  tagsMax: 8,
  contentNoteMax: 80,
  contentNotesMax: 6,
  spaceNameMax: 80,
  spaceDescriptionMax: 500,
  reasonMax: 500,
  /** People in one session. */
  sessionCapacityMax: 200,
  formatNameMax: 120,
  bestForMax: 400,
  traditionMax: 600,
  instructionsMax: 2_000,
  promptMax: 400,
  promptsMax: 12,
  captureMax: 60,
  /** Of one format. */
  stepsMax: 40,
  /** Posts of one member that wait at the same time. */
  waitingPostsMax: 50,
  /** Days ahead that a post may wait. */
  waitingDaysMax: 366,
  /** Items in one page of any list. */
  pageMax: 100,
  pageDefault: 20,
  /** Levels that the page indents; deeper replies say "in reply to ..." in words. */
  depthShown: 4,
  /** Levels that take part in threaded order; deeper replies sort below this level. */
  depthSorted: 32,
} as const
