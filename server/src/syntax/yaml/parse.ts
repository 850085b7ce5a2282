import type { Problem } from '../../text/index.ts';
import { span } from '../../text/index.ts';
import { buildTree } from './build.ts';
import { dropLine } from './drop-line.ts';
import { parseStrictJson } from './json.ts';
import { repairProblem, syntaxProblems } from './problems.ts';
import { readYaml } from './read.ts';
import type { Slip } from './repair.ts';
import { repairOf } from './repair.ts';
import type { YamlTree } from './tree.ts';

export interface ParsedYaml {
  readonly tree: YamlTree;
  readonly problems: readonly Problem[];
}

/** Longer than any workflow that people write; the text is not read. In UTF-16 units. */
const MAX_LENGTH = 8 * 1024 * 1024;
/** Texts from which on reading them once more is felt at every key. */
const SLOW = 100_000;
/** Brackets are nested no deeper; the library calls itself for every level. */
const MAX_DEPTH = 200;

/**
 * Reads YAML and JSON, which is YAML too. Never throws: a slip costs one problem, and what stands behind it keeps its
 * place in the tree.
 */
export function parseYaml(text: string): ParsedYaml {
  if (text.length > MAX_LENGTH) return unread(text, 'This file is too large to be read.');
  if (isDeeperThan(text, MAX_DEPTH)) return tooDeep(text);
  try {
    const json = parseStrictJson(text);
    return json === undefined ? read(text) : { tree: json, problems: [] };
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(text);
    throw error;
  }
}

function read(text: string): ParsedYaml {
  const problems: Problem[] = [];
  const slips: Slip[] = [];
  let source = text;
  let reading = readYaml(source);
  // Each repair reads the text again.
  for (let rounds = text.length > SLOW ? 1 : 6; rounds > 0; rounds--) {
    const repair = repairOf(source, reading) ?? (text.length > SLOW ? undefined : dropLine(source, reading));
    if (repair === undefined) break;
    if (repair.slip !== undefined && !isSame(text, slips.at(-1), repair.slip))
      problems.push(repairProblem(repair.slip));
    if (repair.slip !== undefined) slips.push(repair.slip);
    source = repair.text;
    reading = readYaml(source);
  }
  problems.push(...syntaxProblems(source, reading));
  return { tree: buildTree(text, reading), problems };
}

/** A block that is indented too far is one slip, however many lines it has. */
function isSame(text: string, last: Slip | undefined, slip: Slip): boolean {
  if (last?.follows !== true || slip.follows !== true) return false;
  return text.slice(last.span.end, slip.span.start).split('\n').length === 2;
}

function tooDeep(text: string): ParsedYaml {
  return unread(text, 'Mappings and sequences are nested too deep to be read.');
}

function unread(text: string, message: string): ParsedYaml {
  const start = text.search(/\S|$/);
  const end = text.trimEnd().length;
  const children = end > start ? [{ kind: 'error', start, end }] : [];
  const root = { kind: 'document' as const, start, end: Math.max(start, end), children, value: undefined };
  const problem: Problem = {
    span: span(start, Math.min(end, start + 1)),
    severity: 'error',
    code: 'yaml-syntax',
    message,
  };
  return { tree: { text, root, comments: [] }, problems: [problem] };
}

/** Counts brackets wherever they stand, and dashes that follow each other. */
function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let dashes = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 91 || char === 123) depth++;
    else if (char === 93 || char === 125) depth = Math.max(0, depth - 1);
    else if (char === 10) dashes = 0;
    else if (char === 45 && text.charCodeAt(i + 1) === 32) dashes++;
    if (depth > limit || dashes > limit) return true;
  }
  return false;
}
