// Asks until there is an answer.

/** Milliseconds between two tries. */
const again = 4_000

/** A page that could not ask yet asks again; until then it stays as the server wrote it. */
export async function atLast<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask().catch(() => null)
    if (answer) return answer
    await new Promise(resolve => setTimeout(resolve, again))
  }
}
