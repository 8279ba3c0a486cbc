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
  /** A whole form, as JSON. */
  draftMax: 64_000,
  /** Of one member; a new one takes the place of the oldest. */
  draftsMax: 50,
  /** Days after a draft was last kept. */
  draftDays: 90,
  tagMax: 40,
  tagsMax: 8,
  tagDescriptionMax: 300,
  /** Words that lead to one tag. */
  synonymsMax: 40,
  contentNoteMax: 80,
  contentNotesMax: 6,
  /** Of one word or phrase that is hard for a member. */
  hardSubjectMax: 40,
  /** Words and phrases in the list of one member, besides the ready ones. */
  hardSubjectsMax: 30,
  spaceNameMax: 80,
  spaceDescriptionMax: 500,
  reasonMax: 500,
  bookmarkNoteMax: 1_000,
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
  pollOptionMax: 120,
  pollOptionsMin: 2,
  pollOptionsMax: 10,
  /** Posts of one member that wait at the same time. */
  waitingPostsMax: 50,
  /** Days ahead that a post may wait. */
  waitingDaysMax: 366,
  /** Items in one page of any list. */
  pageMax: 100,
  pageDefault: 20,
  /** Spaces, topics and members that one member follows and mutes, together. */
  attentionMax: 500,
  /** Days after which what was not read waits no longer, unless it is followed. */
  inboxDays: 30,
  /** Topics that are looked through for what waits, those written to last; what is followed comes on top. */
  inboxTopicsMax: 300,
  /** Replies of one topic that are counted as waiting. */
  inboxCountMax: 50,
  /** Levels that the page indents; deeper replies say "in reply to ..." in words. */
  depthShown: 4,
  /** Levels that take part in threaded order; deeper replies sort below this level. */
  depthSorted: 32,
} as const
