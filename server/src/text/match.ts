/**
 * How well a name fits what somebody typed, lower is better; undefined when it does not fit. The typed letters must
 * occur in the name in their order, in any case. Best is the name itself, then one that starts so, then letters that
 * start words of the name (`mqt` for `map_quality_threshold`, `AR` for `AlignReads`), then letters anywhere.
 */
export function matchScore(typed: string, name: string): number | undefined {
  if (typed === '') return 0;
  if (name === typed) return 0;
  const lowerTyped = typed.toLowerCase();
  const lowerName = name.toLowerCase();
  if (lowerName === lowerTyped) return 1;
  if (name.startsWith(typed)) return 2;
  if (lowerName.startsWith(lowerTyped)) return 3;
  if (!isSubsequence(lowerTyped, lowerName)) return undefined;
  const within = wordStarts(name).find((start) => lowerName.startsWith(lowerTyped, start));
  if (within !== undefined) return 4;
  const initials = wordStarts(name)
    .map((start) => lowerName[start])
    .join('');
  if (initials.startsWith(lowerTyped)) return 5;
  return lowerName.includes(lowerTyped) ? 6 : 7 + gaps(lowerTyped, lowerName);
}

/** Offsets at which words of a name start: after `_`, `.`, `-`, and at a capital behind a small letter. */
function wordStarts(name: string): readonly number[] {
  return [...name.matchAll(/(?<![A-Za-z0-9])[A-Za-z0-9]|(?<=[a-z0-9])[A-Z]/g)].map((match) => match.index);
}

function isSubsequence(typed: string, name: string): boolean {
  let at = 0;
  for (const letter of name) if (letter === typed[at]) at++;
  return at === typed.length;
}

/** How many times the letters are torn apart when each is taken at its first place. */
function gaps(typed: string, name: string): number {
  let count = 0;
  let at = -1;
  for (const letter of typed) {
    const found = name.indexOf(letter, at + 1);
    if (found !== at + 1) count++;
    at = found;
  }
  return count;
}
