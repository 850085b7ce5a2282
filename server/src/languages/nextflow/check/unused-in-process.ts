import type { ReadScript } from '../analyze.ts';
import type { ConfigExports } from '../config/exports.ts';
import type { ReadProcess } from '../scope/process.ts';
import type { Script } from '../scope/script.ts';
import { textOf } from '../scope/script.ts';

/**
 * Variables of processes that nothing reads, and values that come in and that nothing reads. Files that come in are in
 * the folder of the task whether their variable is read or not, and a tuple comes in as it is.
 */
export function reportUnusedInProcesses({ script, names }: Pick<ReadScript, 'script' | 'names'>): void {
  let readInConfig: ReadonlySet<string> | undefined;
  for (const process of script.processes) {
    const { node } = process;
    if (readsUnseen(script, process)) continue;
    for (const scope of names.scopes) {
      if (scope.span.start < node.start || scope.span.end > node.end) continue;
      for (const { name, kind, used, span } of scope.names.values()) {
        if (used || name.startsWith('_')) continue;
        if (kind === 'def') {
          script.problems.push({
            span,
            severity: 'hint',
            code: 'unused-variable',
            message: `'${name}' is declared and never read.`,
            note: 'Take it away, or begin its name with an underscore.',
            tags: ['unnecessary'],
          });
        }
        if (kind !== 'input' || !isPlainValue(process, name)) continue;
        readInConfig ??= wordsOf(script.config);
        if (readInConfig.has(name)) continue;
        script.problems.push({
          span,
          severity: 'hint',
          code: 'unused-process-input',
          message: `The value '${name}' comes in and is never read.`,
          note: `Process '${process.name}' waits for a value that it does not need. Take the input away, with the channel of each call.`,
          tags: ['unnecessary'],
        });
      }
    }
  }
}

/** A template of another file, or code that is put together in a run, may read any of them. */
function readsUnseen(script: Script, { node }: ReadProcess): boolean {
  return /\b(?:template|evaluate|binding|getProperty|GroovyShell)\b/.test(textOf(script, node));
}

function isPlainValue({ inputs }: ReadProcess, name: string): boolean {
  return inputs.some(
    ({ qualifier, variables }) => qualifier === 'val' && variables.some((variable) => variable.name === name),
  );
}

/** What configuration says of processes is computed among their variables. */
function wordsOf(config: ConfigExports | undefined): ReadonlySet<string> {
  const settings = [config?.process, ...(config?.selectors.map((selector) => selector.settings) ?? [])];
  const texts = settings.flatMap((one) => [...(one?.values() ?? [])].map(({ text }) => text));
  return new Set(texts.flatMap((text) => text.match(/\w+/g) ?? []));
}
