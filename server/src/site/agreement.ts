// What members agree to, as data for the page about the community; a change of the words raises the version.

export type Agreement = { version: number; lang: string; clauses: { id: string; title: string; text: string }[] }

export const communityAgreement: Agreement = {
  version: 1,
  lang: 'en',
  clauses: [
    {
      id: 'peers',
      title: 'We are here as peers',
      text: 'We support others out of our own lived experience, or that of somebody we love, and here we support each other. Nobody is a patient, and nobody has to play the expert.',
    },
    {
      id: 'free',
      title: 'Taking part is free',
      text: 'You may write, answer, pass, or only read. Nobody asks why, and nobody counts.',
    },
    {
      id: 'people-we-support',
      title: 'The people we support are not in the room',
      text: 'Leave out names, dates, small places, jobs and photos, and change details until only you would know whom you mean. The rules of your employer come with you: sometimes even a well-disguised story is not yours to tell.',
    },
    {
      id: 'confidence',
      title: 'What is told here stays here',
      text: 'Take what you have learnt with you, and leave behind who said it. Ask before you quote a member anywhere else. Guests never see who wrote what.',
    },
    {
      id: 'own-experience',
      title: 'Speak for yourself, and ask before you advise',
      text: 'Say what was so for you. Before you say what somebody should do, ask whether they want to hear it.',
    },
    {
      id: 'respect',
      title: 'Respect, also when we disagree',
      text: 'People come before labels, and everybody is called what they call themselves. We question what was said, not the one who said it.',
    },
    {
      id: 'hard-subjects',
      title: 'Care with hard subjects',
      text: 'Put a content note where others may want to choose. Telling what you lived through is welcome; methods and details of suicide, self-harm or use are not.',
    },
    {
      id: 'not-a-service',
      title: 'This is not a crisis or clinical service',
      text: 'Nobody is on duty here at every hour. If you or somebody near you is in danger, use the crisis lines, one tap away on every page.',
    },
    {
      id: 'power',
      title: 'Power is said aloud',
      text: 'Whoever supervises, moderates or coordinates says so, and says who can see what. Whoever takes a post back or closes a topic gives the reason.',
    },
    {
      id: 'leaving',
      title: 'Leaving is easy',
      text: 'You can take a post back, sign out everywhere, and leave without explaining yourself.',
    },
  ],
}
