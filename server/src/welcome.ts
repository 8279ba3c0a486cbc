// What the server says when it is ready: where it is, and the one next step.

type Welcome = {
  url: string
  setUpPath: string | null
  demo: { password: string; people: { handle: string; role: string; line: string }[]; sessionId: string | null } | null
}

export function welcomeText({ url, setUpPath, demo }: Welcome): string {
  const lines = [`Hearth is ready at ${url}`]
  if (demo) {
    lines.push('', `This is the demo: everything and everybody in it is invented. Sign in with the password ${demo.password} as`)
    lines.push(...demo.people.map(({ handle, role, line }) => `  ${handle.padEnd(14)}${role.padEnd(16)}${line}`))
    if (demo.sessionId) lines.push('', `A session is going on, and you can join it: ${url}/sessions/${demo.sessionId}`)
  }
  if (setUpPath)
    lines.push(
      '',
      'Nobody has an account yet. This link makes the first administrator and coordinator, once, within 24 hours:',
      `  ${url}${setUpPath}`,
    )
  return lines.join('\n')
}
