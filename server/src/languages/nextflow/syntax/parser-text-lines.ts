/** What the lines of a text would begin if they were code: where an open text of several lines was meant to end. */

const TOP_LEVEL = /^(?:process[ \t]+\w+|workflow(?:[ \t]+\w+)?)[ \t]*\{/gm;
const LABEL_OR_END = /^(?:[ \t]*(?:input|output|stage|topic|when|script|shell|exec|stub)[ \t]*:[ \t]*$|\})/gm;

/** Where the first line behind `from` begins that is the first of a process or workflow. */
export function beginsTopLevel(text: string, from: number): number | undefined {
  return firstMatch(TOP_LEVEL, text, from);
}

/** The first line behind `from` that looks like the next section or the end of the process; `limit` where there is none. */
export function unclosedEnd(text: string, from: number, limit: number): number {
  const at = firstMatch(LABEL_OR_END, text, from);
  return at === undefined || at > limit ? limit : at;
}

function firstMatch(pattern: RegExp, text: string, from: number): number | undefined {
  const copy = new RegExp(pattern);
  copy.lastIndex = from;
  return copy.exec(text)?.index;
}
