import { readFileSync } from 'node:fs';
import path from 'node:path';
import { leaves } from '@omics-lens/server/syntax/walk.ts';
import type { OutlineItem } from '@omics-lens/server/model/index.ts';
import type { Problem, Span } from '@omics-lens/server/text/index.ts';
import { LineIndex } from '@omics-lens/server/text/index.ts';
import { filesIn } from './corpus-files.ts';
import type { CorpusLanguage } from './corpus-languages.ts';
import { CORPUS_LANGUAGES } from './corpus-languages.ts';

const FILES = 150;
const PER_FILE = 24;
const CHANGES = ['delete', 'double', 'swap'] as const;
type Change = (typeof CHANGES)[number];

/** A slip of one token, and what came of it. */
export interface Outcome {
  readonly change: Change;
  readonly token: string;
  /** `file:line`. */
  readonly where: string;
  /** Errors more than before. */
  readonly added: number;
  readonly codes: readonly string[];
  /** Lines between the slip and the nearest new error; undefined when there is none. */
  readonly distance: number | undefined;
  /** Tasks elsewhere that are no longer in the outline. */
  readonly lostTasks: number;
}

/** Changes one token at random places of the files below the folder, and says what the errors make of it. */
export function mutationReport(folder: string, seed: number): string {
  return Object.entries(CORPUS_LANGUAGES)
    .map(([name, language]) => {
      const outcomes = slipsIn(folder, seed, PER_FILE, language);
      return outcomes.length === 0 ? '' : `${name}: ${render(outcomes, seed)}`;
    })
    .join('');
}

/** What comes of `perFile` slips in each file, at most of 150 files; the same for the same seed. */
export function slipsIn(
  folder: string,
  seed: number,
  perFile: number,
  language: CorpusLanguage,
): readonly Outcome[] {
  const random = generator(seed);
  const files = [...filesIn(folder, language.files)];
  const outcomes: Outcome[] = [];
  for (let i = 0; i < FILES && files.length > 0; i++) {
    const [file] = files.splice(Math.floor(random() * files.length), 1);
    if (file === undefined) break;
    outcomes.push(
      ...mutate(file, readFileSync(path.join(folder, file), 'utf8'), random, { perFile, language }),
    );
  }
  return outcomes;
}

/** As many errors as that share of the slips adds at most. */
export function addedAt(outcomes: readonly Outcome[], share: number): number {
  const added = outcomes.map((one) => one.added).sort((a, b) => a - b);
  return added[Math.min(added.length - 1, Math.floor(added.length * share))] ?? 0;
}

/** The share of the slips with an error that have one within a line of the slip. */
export function nearShare(outcomes: readonly Outcome[]): number {
  const found = outcomes.filter((one) => one.distance !== undefined);
  return found.filter((one) => (one.distance ?? 0) <= 1).length / Math.max(1, found.length);
}

interface MutateOptions {
  readonly perFile: number;
  readonly language: CorpusLanguage;
}

function mutate(
  file: string,
  text: string,
  random: () => number,
  { perFile, language }: MutateOptions,
): Outcome[] {
  const tokens = leaves(language.language.parse(text).tree.root).filter(
    ({ kind }) => !language.passive.has(kind),
  );
  if (tokens.length < 2) return [];
  const before = errorsOf(text, language);
  const lines = new LineIndex(text);
  return Array.from({ length: perFile }, (_, i): Outcome => {
    const at = Math.floor(random() * (tokens.length - 1));
    const token = tokens[at] ?? { start: 0, end: 0 };
    const next = tokens[at + 1] ?? token;
    const change = CHANGES[i % CHANGES.length] ?? 'delete';
    const changed = apply(text, token, next, change);
    const after = errorsOf(changed, language);
    const fresh = newOnes(before.errors, after.errors);
    const { line } = lines.positionAt(token.start);
    const changedLines = new LineIndex(changed);
    const distances = fresh.map(({ span }) => Math.abs(changedLines.positionAt(span.start).line - line));
    return {
      change,
      token: text.slice(token.start, token.end),
      where: `${file}:${line + 1}`,
      added: after.errors.length - before.errors.length,
      codes: [...new Set(fresh.map(({ code }) => code))],
      distance: distances.length === 0 ? undefined : Math.min(...distances),
      lostTasks: Math.max(0, before.tasks - after.tasks - 1),
    };
  });
}

function apply(text: string, token: Span, next: Span, change: Change): string {
  const shown = text.slice(token.start, token.end);
  switch (change) {
    case 'delete':
      return text.slice(0, token.start) + text.slice(token.end);
    case 'double':
      return `${text.slice(0, token.end)} ${shown}${text.slice(token.end)}`;
    case 'swap': {
      const other = text.slice(next.start, next.end);
      return `${text.slice(0, token.start)}${other}${text.slice(token.end, next.start)}${shown}${text.slice(next.end)}`;
    }
  }
}

/** What is missing because a file is read alone says nothing about slips. */
const OF_OTHER_FILES: ReadonlySet<string> = new Set([
  ...['unresolved-import', 'call-input-missing', 'cwl-run-unresolved', 'cwl-import-missing'],
]);

function errorsOf(
  text: string,
  { language, units }: CorpusLanguage,
): { readonly errors: readonly Problem[]; readonly tasks: number } {
  const parsed = language.parse(text);
  const analysis = language.analyze(parsed, {
    uri: `file:///changed.${language.id}`,
    settings: { target: 'healthomics', region: undefined },
    imported: () => ({ kind: 'missing', uri: undefined, reason: '' }),
  });
  const errors = [...parsed.problems, ...(analysis.allProblems?.() ?? analysis.problems)].filter(
    ({ severity, code }) => severity === 'error' && !OF_OTHER_FILES.has(code),
  );
  return { errors, tasks: unitsIn(analysis.outline, units) };
}

function unitsIn(items: readonly OutlineItem[], units: CorpusLanguage['units']): number {
  const own = items.filter(({ kind }) => units.has(kind)).length;
  return own + items.reduce((sum, item) => sum + unitsIn(item.children, units), 0);
}

/** By what they say, since a change moves all that follows. */
function newOnes(before: readonly Problem[], after: readonly Problem[]): Problem[] {
  const known = new Map<string, number>();
  for (const { code, message } of before) {
    const key = `${code} ${message}`;
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return after.filter(({ code, message }) => {
    const key = `${code} ${message}`;
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    return left <= 0;
  });
}

function render(outcomes: readonly Outcome[], seed: number): string {
  const at = (share: number) => addedAt(outcomes, share);
  const found = outcomes.filter((one) => one.distance !== undefined);
  const lost = outcomes.filter((one) => one.lostTasks > 0);
  const lines = [
    `${outcomes.length} slips of one token, seed ${seed}: errors added at the median ${at(0.5)}, ` +
      `p90 ${at(0.9)}, p97 ${at(0.97)}, p99 ${at(0.99)}, most ${at(1)}`,
    `nearest error within a line: ${(100 * nearShare(outcomes)).toFixed(1)} % of ${found.length}; ` +
      `slips that lose another task: ${lost.length}`,
  ];
  for (const one of [...outcomes].sort((a, b) => b.added - a.added).slice(0, 40)) {
    lines.push(`  +${one.added} ${described(one)} ${one.codes.join(', ')}`);
  }
  for (const one of lost.slice(0, 20)) lines.push(`  lost ${one.lostTasks} ${described(one)}`);
  for (const one of found.filter(({ distance = 0 }) => distance > 1).slice(0, 30)) {
    lines.push(`  far ${one.distance ?? 0} ${described(one)} ${one.codes.join(', ')}`);
  }
  return `${lines.join('\n')}\n`;
}

function described({ change, token, where }: Outcome): string {
  return `${change} ${JSON.stringify(token)} ${where}`;
}

/** Numbers from 0 to 1, the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
