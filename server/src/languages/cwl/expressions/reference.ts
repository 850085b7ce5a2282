/** One step of a chain such as `inputs.reads[0].path`; indices are those of the text that was read. */
export interface ChainStep {
  readonly kind: 'name' | 'index';
  readonly name: string;
  /** The bare name, without quotes and brackets. */
  readonly start: number;
  readonly end: number;
  /** `['a b']` or `["a"]`. */
  readonly quoted?: true;
}

export interface NameChain {
  readonly root: string;
  readonly start: number;
  /** Behind the root's name. */
  readonly rootEnd: number;
  readonly end: number;
  readonly steps: readonly ChainStep[];
}

const ROOT = /\s*([A-Za-z0-9_]+)/y;
const STEP = /\.([A-Za-z0-9_]+)|\['((?:[^']|\\')+)'\]|\["((?:[^"]|\\")+)"\]|\[([0-9]+)\]/y;

/**
 * A parameter reference, the part of the expression language that works without JavaScript: a name, then members and
 * indices. `undefined` for all other text between the brackets of `$(…)`. Source: CWL v1.2, parameter references.
 */
export function readReference(text: string, from: number, to: number): NameChain | undefined {
  ROOT.lastIndex = from;
  const root = ROOT.exec(text);
  if (root?.[1] === undefined || ROOT.lastIndex > to) return undefined;
  const rootEnd = ROOT.lastIndex;
  const start = rootEnd - root[1].length;
  // Blanks are the beginning of JavaScript.
  if (start !== from) return undefined;
  const steps: ChainStep[] = [];
  let at = rootEnd;
  while (at < to) {
    STEP.lastIndex = at;
    const match = STEP.exec(text);
    if (match === null || STEP.lastIndex > to) return undefined;
    steps.push(stepOf(match, at));
    at = STEP.lastIndex;
  }
  return { root: root[1], start, rootEnd, end: at, steps };
}

function stepOf([whole, dotted, single, double, index]: RegExpExecArray, at: number): ChainStep {
  if (dotted !== undefined) return { kind: 'name', name: dotted, start: at + 1, end: at + 1 + dotted.length };
  if (index !== undefined) return { kind: 'index', name: index, start: at + 1, end: at + 1 + index.length };
  const written = single ?? double ?? '';
  return {
    kind: 'name',
    name: written.replace(/\\(['"])/g, '$1'),
    start: at + 2,
    end: at + whole.length - 2,
    quoted: true,
  };
}
