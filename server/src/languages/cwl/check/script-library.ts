import type { CwlNode, CwlScalar, Process, Step } from '../document/index.ts';
import { resolved, stringOf, valueOf } from '../document/index.ts';
import { placeOf } from '../expressions/placed-text.ts';
import { functionsIn, namesIn } from '../expressions/names.ts';
import { isScriptError, parseScript } from '../expressions/script.ts';
import type { CheckedFile } from './file.ts';
import { placedText, report } from './file.ts';
import type { CheckedProcess } from './processes.ts';

/** The functions and variables that `expressionLib` declares. */
export interface ScriptLibrary {
  readonly names: ReadonlySet<string>;
  /** Parameters of its functions, as they are written, by name. */
  readonly functions: ReadonlyMap<string, readonly string[]>;
  /** A part of it could not be read. */
  readonly open: boolean;
}

const JAVASCRIPT = 'InlineJavascriptRequirement';

/** What scripts of the process may use: its own library and those of what is around it. */
export function libraryOf(file: CheckedFile, process: CheckedProcess, step?: Step): ScriptLibrary {
  const names = new Set<string>();
  const functions = new Map<string, readonly string[]>();
  let open = false;
  const known = new Set(['class', 'expressionLib']);
  const parts: (Process | Step)[] = step === undefined ? [] : [step];
  for (let at: CheckedProcess | undefined = process; at !== undefined; at = at.around?.parent) {
    parts.push(at.process);
    if (at.around !== undefined) parts.push(at.around.step);
  }
  // A field that nobody knows may be a library whose name was misspelt.
  for (const { name, fields } of parts.flatMap((part) => [...part.requirements, ...part.hints])) {
    if (name === JAVASCRIPT && [...fields.keys()].some((key) => !known.has(key))) open = true;
  }
  for (const node of parts.flatMap(librariesIn)) {
    const text = node.kind === 'scalar' ? node.text : includedText(file, node);
    const script = text === undefined ? undefined : parseScript(text, 0, text.length);
    if (text === undefined || script === undefined || isScriptError(script)) {
      open = true;
      continue;
    }
    for (const name of namesIn(script).offered) names.add(name);
    for (const [name, params] of functionsIn(script, text)) functions.set(name, params);
  }
  return { names, functions, open };
}

/** Mistakes in the libraries that stand in the document. */
export function checkLibraries(file: CheckedFile, part: Process | Step): void {
  for (const node of librariesIn(part)) if (node.kind === 'scalar') checkLibrary(file, node);
}

function checkLibrary(file: CheckedFile, node: CwlScalar): void {
  const script = parseScript(node.text, 0, node.text.length);
  if (!isScriptError(script)) return;
  const placed = placedText(file, node);
  report(file, 'cwl-expression-syntax', placeOf(placed, script.at, script.at + 1), {
    message: `The library cannot be read: ${script.message}.`,
    note: 'It is JavaScript in strict mode.',
  });
}

function librariesIn(part: Process | Step): readonly CwlNode[] {
  return [...part.requirements, ...part.hints].flatMap(({ name, node }) => {
    const list = name === JAVASCRIPT ? resolved(valueOf(node, 'expressionLib')) : undefined;
    return list?.kind === 'sequence'
      ? list.items.map((item) => resolved(item))
      : list === undefined
        ? []
        : [list];
  });
}

function includedText(file: CheckedFile, node: CwlNode): string | undefined {
  const target = stringOf(valueOf(node, '$include'));
  if (target === undefined) return undefined;
  const imported = file.imported(target);
  return imported.kind === 'missing' ? imported.text : undefined;
}
