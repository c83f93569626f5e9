/** One measurement of one contender, from nothing: its own processes, its own folder. */
export type Contenders<Name extends string, Outcome> = Readonly<Record<Name, () => Promise<Outcome>>>

const tell = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

/** Measures every contender once a round, so that a slow minute of the machine hits them all alike. */
export async function inRounds<Name extends string, Outcome>(
  what: string,
  times: number,
  contenders: Contenders<Name, Outcome>,
): Promise<Record<Name, Outcome[]>> {
  const names = Object.keys(contenders) as Name[]
  const all = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Outcome[]>
  for (let round = 1; round <= times; round++) {
    for (const name of names) {
      const began = performance.now()
      all[name].push(await contenders[name]())
      tell(`${what}: round ${round} of ${times}, ${name}, ${((performance.now() - began) / 1000).toFixed(1)} s`)
    }
  }
  return all
}
