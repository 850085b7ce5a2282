import { memoryGiB } from '../../../healthomics/memory.ts';
import type { SymbolId } from '../../../model/index.ts';
import type { RenderedCommand, UnknownValue } from '../../language.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { CheckedDocument } from '../analyze.ts';
import type { CommandNode, PlaceholderNode } from '../ast.ts';
import type { CheckedCallable } from '../check/callables.ts';
import { textOf } from '../check/file.ts';
import { resourceExpressions } from '../lower/resources.ts';
import { evaluate, evaluatePlaceholder } from './evaluate.ts';
import type { Known } from './evaluate.ts';
import { textOfValue } from './value.ts';
import type { Value } from './value.ts';

/** The command of a task with the given inputs, and what the task then asks for. */
export function renderTask(
  document: CheckedDocument,
  task: SymbolId,
  inputs: Readonly<Record<string, unknown>>,
): RenderedCommand | undefined {
  const callable = document.callables.find(({ signature }) => signature.id === task);
  const [command] = callable?.commands ?? [];
  if (callable === undefined || command === undefined) return undefined;
  const known: Known = { file: document.file, inputs };
  const unknown = new Unknowns(known, callable);
  const script = filled(known, callable, command, unknown);
  return {
    script,
    environment: environmentOf(known, callable),
    unknown: unknown.values,
    files: filesOf(known, callable),
    ...resourcesWith(known, callable),
  };
}

/** Names for what is not known, one for each text. */
class Unknowns {
  readonly #known: Known;
  readonly #callable: CheckedCallable;
  readonly #byText = new Map<string, UnknownValue>();

  constructor(known: Known, callable: CheckedCallable) {
    this.#known = known;
    this.#callable = callable;
  }

  get values(): readonly UnknownValue[] {
    return [...this.#byText.values()];
  }

  variableFor({ expr }: PlaceholderNode): string {
    const text = expr === undefined ? '' : textOf(this.#known.file, expr);
    const before = this.#byText.get(text);
    if (before !== undefined) return before.variable;
    const words = text.replaceAll(/\W+/g, '_').replaceAll(/^_+|_+$/g, '');
    const name = `WDL_${words === '' ? 'value' : words}`.slice(0, LONGEST_VARIABLE);
    const taken = new Set(this.values.map(({ variable }) => variable));
    let variable = name;
    for (let number = 2; taken.has(variable); number++) variable = `${name}_${number}`;
    const isInput = expr?.kind === 'name' && this.#callable.inputs.some((input) => input.name === text);
    this.#byText.set(text, { variable, text, ...(isInput ? { input: text } : {}) });
    return variable;
  }
}

const LONGEST_VARIABLE = 60;

/** Stands for the value of a placeholder while the lines lose what they share: values keep their blanks. */
const MARK = '\uE000';

function filled(known: Known, callable: CheckedCallable, command: CommandNode, unknown: Unknowns): string {
  const values: string[] = [];
  let text = '';
  for (const part of command.parts) {
    if (!('children' in part)) {
      text += textOf(known.file, part).replaceAll(MARK, ' ');
      continue;
    }
    values.push(evaluatePlaceholder(known, callable.root, part) ?? `\${${unknown.variableFor(part)}}`);
    text += MARK;
  }
  let at = 0;
  return dedented(text).replaceAll(MARK, () => values[at++] ?? '');
}

/** Without the blank lines around it, and without the indentation that all lines share. */
function dedented(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  if (lines.length > 1 && lines[0]?.trim() === '') lines.shift();
  while (lines.length > 1 && lines.at(-1)?.trim() === '') lines.pop();
  const indents = lines.flatMap((line) =>
    line.trim() === '' ? [] : [/^[ \t]*/.exec(line)?.[0].length ?? 0],
  );
  const indent = Math.min(...indents, Infinity);
  return `${lines.map((line) => (line.trim() === '' ? '' : line.slice(indent))).join('\n')}\n`;
}

/** `env` declarations (WDL 1.2), as far as their values are known. */
function environmentOf(known: Known, callable: CheckedCallable): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { node, name } of [...callable.inputs, ...callable.declarations]) {
    if (node.kind !== 'decl' || node.env === undefined || node.name === undefined) continue;
    const value = valueOf(known, callable, node.name);
    const text = value === undefined ? undefined : textOfValue(value);
    if (text !== undefined) found[name] = text;
  }
  return found;
}

function valueOf(known: Known, { root }: CheckedCallable, name: SyntaxToken): Value | undefined {
  return evaluate(known, root, {
    kind: 'name',
    token: name,
    start: name.start,
    end: name.end,
    children: [name],
  });
}

function filesOf(known: Known, callable: CheckedCallable): readonly string[] {
  const found = new Set<string>();
  for (const { node } of [...callable.inputs, ...callable.declarations]) {
    if (node.kind !== 'decl' || node.name === undefined) continue;
    const value = valueOf(known, callable, node.name);
    if (value !== undefined) collectFiles(value, found);
  }
  return [...found];
}

function collectFiles(value: Value, found: Set<string>): void {
  switch (value.kind) {
    case 'scalar':
      if (value.file === true && typeof value.value === 'string') found.add(value.value);
      return;
    case 'array':
      for (const element of value.elements) collectFiles(element, found);
      return;
    case 'map':
      for (const entry of value.entries) for (const one of entry) collectFiles(one, found);
      return;
    case 'object':
      for (const member of value.members.values()) collectFiles(member, found);
      return;
    case 'pair':
      collectFiles(value.left, found);
      collectFiles(value.right, found);
  }
}

function resourcesWith(
  known: Known,
  callable: CheckedCallable,
): Pick<RenderedCommand, 'container' | 'cpus' | 'memoryGiB'> {
  const expressions = resourceExpressions(known.file, callable);
  const asked = (name: 'container' | 'cpu' | 'memory') => {
    const expr = expressions.get(name);
    const value = expr === undefined ? undefined : evaluate(known, callable.root, expr);
    // Of a list of images the first is the one that runs.
    const first = value?.kind === 'array' ? value.elements[0] : value;
    return first?.kind === 'scalar' ? first.value : undefined;
  };
  const container = asked('container');
  const cpu = asked('cpu');
  const cpus = cpu === null || cpu === undefined ? Number.NaN : Number(cpu);
  const memory = memoryGiB(asked('memory'));
  return {
    ...(typeof container === 'string' ? { container } : {}),
    ...(Number.isFinite(cpus) ? { cpus } : {}),
    ...(memory === undefined ? {} : { memoryGiB: memory }),
  };
}
