// Events as a bad line brings them: in any order, some of them again.
import fc from 'fast-check'

/** A history, and what is told of it: all of it shuffled, and up to eight of it once more. */
export function toldAnyhow<Event>(histories: fc.Arbitrary<Event[]>) {
  return histories.chain(history =>
    fc
      .tuple(
        fc.shuffledSubarray(history, { minLength: history.length }),
        fc.array(fc.constantFrom(...(history.length > 0 ? history : [null])), { maxLength: 8 }),
      )
      .map(([shuffled, repeats]) => ({ history, told: [...shuffled, ...repeats.filter(event => event !== null)] })),
  )
}
