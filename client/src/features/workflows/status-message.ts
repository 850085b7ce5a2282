/** A message of the service's linter, on the place it speaks of. */
export interface WorkflowMessage {
  readonly uri: string;
  /** Zero-based. */
  readonly line: number;
  /** Zero-based. */
  readonly character: number;
  /** Absent where the message does not say. */
  readonly severity: 'error' | 'warning' | undefined;
  readonly text: string;
}

/**
 * How engines name a place: WDL's `(main.wdl Ln 12 Col 5)`, and `main.cwl:12:5` of CWL and most others. A path has
 * neither blanks nor brackets here, because nothing else tells where it begins.
 */
const PLACE = /\(?([^\s()|]+\.\w+)(?: Ln (\d+) Col (\d+)|:(\d+):(\d+))\)?[:,]?/g;

/**
 * The findings of `statusMessage` that name a file of the workflow and a line. All of them stand in one line, because the
 * service allows no line breaks there: a finding goes on to the place of the next.
 */
export function locateMessages(
  statusMessage: string,
  uris: ReadonlyMap<string, string>,
): readonly WorkflowMessage[] {
  const places = [...statusMessage.matchAll(PLACE)];
  return places.flatMap((match, index) => {
    const uri = uriOf(match[1] ?? '', uris);
    if (uri === undefined) return [];
    const said = statusMessage.slice(match.index + match[0].length, places[index + 1]?.index);
    return [
      {
        uri,
        line: zeroBased(match[2] ?? match[4]),
        character: zeroBased(match[3] ?? match[5]),
        ...severityAndText(said),
      },
    ];
  });
}

function severityAndText(said: string): Pick<WorkflowMessage, 'severity' | 'text'> {
  const text = said.replace(/^[\s|;,-]+|[\s|;,-]+$/g, '');
  const match = /^(error|warning)\b:?\s*(.*)$/is.exec(text);
  const word = match?.[1]?.toLowerCase();
  return { severity: word === 'error' || word === 'warning' ? word : undefined, text: match?.[2] ?? text };
}

function zeroBased(number: string | undefined): number {
  return Math.max(0, Number(number) - 1);
}

/** The service unpacks the zip into a folder of its own: a file is recognised by the end of its path. */
function uriOf(named: string, uris: ReadonlyMap<string, string>): string | undefined {
  const clean = named.replace(/^file:\/\//, '');
  const matches = [...uris.keys()].filter((path) => clean === path || clean.endsWith(`/${path}`));
  const longest = matches.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? undefined : uris.get(longest);
}
