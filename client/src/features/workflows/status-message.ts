/** A message of the service's linter, on the place it speaks of. */
export interface WorkflowMessage {
  readonly uri: string;
  /** Zero-based. */
  readonly line: number;
  /** Zero-based. */
  readonly character: number;
  readonly text: string;
}

interface Form {
  readonly pattern: RegExp;
  readonly file: number;
  readonly line: number;
  readonly column: number;
  readonly text: number;
}

/** The forms in which engines name a place, each on a line of its own. */
const FORMS: readonly Form[] = [
  // WDL: `(main.wdl Ln 12 Col 5) Unknown identifier x`, also with the place behind a task's name.
  { pattern: /\(?([^\s()]+\.\w+) Ln (\d+) Col (\d+)\)?[:,]?\s*(.*)$/, file: 1, line: 2, column: 3, text: 4 },
  // CWL and most others: `main.cwl:12:5: message`.
  { pattern: /(?:^|\s)([^\s:()]+\.\w+):(\d+):(\d+):?\s*(.*)$/, file: 1, line: 2, column: 3, text: 4 },
];

/** The messages of `statusMessage` that name a file of the workflow and a line; others are left to the reader. */
export function locateMessages(
  statusMessage: string,
  uris: ReadonlyMap<string, string>,
): readonly WorkflowMessage[] {
  return statusMessage.split('\n').flatMap((line) => {
    for (const form of FORMS) {
      const match = form.pattern.exec(line);
      const uri = uriOf(match?.[form.file] ?? '', uris);
      if (!match || uri === undefined) continue;
      return [
        {
          uri,
          line: Math.max(0, Number(match[form.line]) - 1),
          character: Math.max(0, Number(match[form.column]) - 1),
          text: match[form.text] || line.trim(),
        },
      ];
    }
    return [];
  });
}

/** The service unpacks the zip into a folder of its own: a file is recognised by the end of its path. */
function uriOf(named: string, uris: ReadonlyMap<string, string>): string | undefined {
  const clean = named.replace(/^file:\/\//, '');
  const matches = [...uris.keys()].filter((path) => clean === path || clean.endsWith(`/${path}`));
  const longest = matches.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? undefined : uris.get(longest);
}
