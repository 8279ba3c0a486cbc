// Whom to sign in as in the demo, and with what; anybody may, which is why the demo only listens on this machine.

export const demoPassword = 'hearth-demo-2026'

export type DemoSignIn = { handle: string; role: string; line: string }

/** Somebody for each way of seeing the community; every other member of the demo has the same password. */
export function demoSignIns(): DemoSignIn[] {
  return [
    { handle: 'juno_r', role: 'peer supporter', line: 'Reads, writes and answers; the only peer on a team of clinicians.' },
    { handle: 'kestrel', role: 'supervisor', line: "Sees the supervisors' corner as well." },
    { handle: 'rook_a', role: 'moderator', line: 'Keeps order: locks, pins, moves and takes back.' },
    { handle: 'tamsin_o', role: 'steward', line: 'Looks after the library.' },
    { handle: 'tidewater_t', role: 'coordinator', line: 'Looks after members, invitations and spaces; the administrator too.' },
  ]
}
