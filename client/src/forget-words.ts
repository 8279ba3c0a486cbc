// Takes away the words that this device alone holds: with "Leave quickly", and once somebody has signed out.

const start = 'hearth.'

export function keptHere(): string[] {
  try {
    return Object.keys(localStorage).filter(key => key.startsWith(start))
  } catch {
    // A browser may keep nothing.
    return []
  }
}

export function forgetWords() {
  for (const key of keptHere()) localStorage.removeItem(key)
}
