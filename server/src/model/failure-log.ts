const EXIT_STATUS = /\bexit(?:ed)?[ _](?:with )?(?:status|code)['":=]*\s*(?:was\s+)?(\d{1,3})\b/i;

/** The exit status that lines of a log or a message speak of, the last one first. */
export function exitStatusIn(lines: readonly string[]): number | undefined {
  for (const [index, line] of [...lines.entries()].reverse()) {
    const found = EXIT_STATUS.exec(line)?.[1];
    if (found !== undefined) return Number(found);
    // Nextflow writes the number on a line of its own.
    const below = /^Command exit status:\s*$/.test(line)
      ? /^\s*(\d{1,3})\s*$/.exec(lines[index + 1] ?? '')
      : null;
    if (below?.[1] !== undefined) return Number(below[1]);
  }
  return undefined;
}

/** Nextflow names the process whose task failed, with its tag. */
export function failedProcessIn(lines: readonly string[]): string | undefined {
  for (const line of [...lines].reverse()) {
    const found = /Error executing process > '([^']+)'/.exec(line)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a shell means with an exit status; undefined for those that every program chooses for itself. */
export function exitStatusWords(status: number): string | undefined {
  return EXIT_WORDS.get(status);
}

/** POSIX, "Shell Command Language" 2.8.2, and 128 plus the number of the signal. */
const EXIT_WORDS: ReadonlyMap<number, string> = new Map([
  [126, 'the program could not be executed: it is no program for this machine, or not executable'],
  [127, 'a command was not found in the container'],
  [130, 'it was interrupted'],
  [132, 'the program used an instruction that the processor does not have'],
  [134, 'the program aborted itself'],
  [135, 'the program had a bus error'],
  [137, 'it was killed, most often for want of memory'],
  [139, 'the program crashed (segmentation fault)'],
  [141, 'a pipe was closed before everything was written to it'],
  [143, 'it was told to stop'],
]);

/** Lines in which a program says that it had no memory left; its exit status then tells nothing. */
const OUT_OF_MEMORY =
  /java\.lang\.OutOfMemoryError|std::bad_alloc|Cannot allocate memory|\bout of memory\b|\bOOM[- ]?killed\b|MemoryError\b/i;
const OUT_OF_SPACE = /No space left on device|Disk quota exceeded/i;

/** What the last lines of a task's log say by themselves. */
export function symptomIn(lines: readonly string[]): 'memory' | 'storage' | undefined {
  if (lines.some((line) => OUT_OF_SPACE.test(line))) return 'storage';
  return lines.some((line) => OUT_OF_MEMORY.test(line)) ? 'memory' : undefined;
}
