// Compares what is measured in turns, so that a busy moment of the machine weighs on all alike: medians, and the median of the ratios of neighbours.

/** Figures of one run by name; null when anything went wrong in it. */
export type Figures<Name extends string> = Record<Name, number> | null
export type Run<Name extends string> = () => Promise<Figures<Name>>
export type Compared<Name extends string> = {
  reference: Record<Name, number>
  hearth: Record<Name, number>
  ratio: Record<Name, number>
  failed: number
}

/** How often a run that went wrong is tried anew, in all of a row. */
const spareRuns = 2

/** Runs `reference, hearth, reference, hearth …` after one round of each that does not count. Throws when too many runs went wrong. */
export async function compare<Name extends string>(
  rounds: number,
  { reference, hearth }: { reference: Run<Name>; hearth: Run<Name> },
): Promise<Compared<Name>> {
  const pairs: [Record<Name, number>, Record<Name, number>][] = []
  let failed = 0
  await reference()
  await hearth()
  while (pairs.length < rounds) {
    const [one, other] = [await reference(), await hearth()]
    if (one && other) pairs.push([one, other])
    else failed += 1
    if (failed > spareRuns) throw new Error(`${failed} runs had errors`)
  }
  const names = Object.keys(pairs[0]![0]) as Name[]
  const each = (figure: (name: Name) => number) => Object.fromEntries(names.map(name => [name, figure(name)])) as Record<Name, number>
  return {
    reference: each(name => median(pairs.map(([one]) => one[name]))),
    hearth: each(name => median(pairs.map(([, other]) => other[name]))),
    ratio: each(name => median(pairs.map(([one, other]) => other[name] / one[name]))),
    failed,
  }
}

export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5)
}

/** Between neighbours where the place falls between them. */
export function quantile(numbers: readonly number[], at: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const place = (sorted.length - 1) * at
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!]
  return low + (high - low) * (place - Math.floor(place))
}
