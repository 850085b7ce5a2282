import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '@omics-lens/server/languages/language.ts';
import { fileHost } from '@omics-lens/server/node/file-host.ts';
import { nextTurn } from '@omics-lens/server/node/next-turn.ts';
import { product } from '@omics-lens/server/product.ts';
import { checkSpans, treeText } from '@omics-lens/server/syntax/tree-text.ts';
import type { Problem } from '@omics-lens/server/text/index.ts';
import { Workspace } from '@omics-lens/server/workspace/workspace.ts';
import { URI } from 'vscode-uri';
import { renderProblems } from '../support/fixture.ts';
import { corpusLanguageOf } from './corpus-languages.ts';
import type { Totals } from './totals.ts';
import { countFile, emptyTotals } from './totals.ts';

export interface Findings {
  readonly totals: Totals;
  /** The problems that were asked for, drawn under their lines; per file. */
  readonly rendered: readonly string[];
}

/** Parses every file below the folder and compares the trees with the texts. `shown`: a code, `errors` or `all`. */
export function parseFiles(root: string, shown: string | undefined): Promise<Findings> {
  const totals = emptyTotals();
  const rendered: string[] = [];
  for (const { path, language } of corpusFiles(root)) {
    const text = readFileSync(path, 'utf8');
    try {
      const begin = performance.now();
      const { tree, problems } = language.parse(text);
      totals.milliseconds += performance.now() - begin;
      countFile(totals, text, problems);
      render(rendered, path, text, problems, shown);
      checkSpans(tree);
      if (treeText(tree) !== text) throw new Error('The tree has another text.');
    } catch (error) {
      totals.failures.push(
        `${path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }
  return Promise.resolve({ totals, rendered });
}

/** Checks every file below the folder as the editor does, imports and rules included. */
export async function checkFiles(root: string, shown: string | undefined): Promise<Findings> {
  const totals = emptyTotals();
  const rendered: string[] = [];
  const workspace = new Workspace({
    host: fileHost,
    languages: product.languages,
    finish: product.finish,
    pause: nextTurn,
    report: (error, doing) => {
      totals.failures.push(
        `${doing}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    },
  });
  const begin = performance.now();
  workspace.addFolder(URI.file(root).toString());
  const uris = [...(await workspace.files())].sort().filter((uri) => corpusLanguageOf(uri) !== undefined);
  for (const uri of uris) await workspace.summary(uri);
  for (const uri of uris) {
    // What workflows tell of the files that they read is known when all have been read.
    const summary = workspace.known(uri);
    if (summary === undefined) continue;
    countFile(totals, summary.text, summary.problems);
    render(rendered, uri, summary.text, summary.problems, shown);
  }
  totals.milliseconds = performance.now() - begin;
  return { totals, rendered };
}

function render(
  rendered: string[],
  name: string,
  text: string,
  problems: readonly Problem[],
  shown: string | undefined,
): void {
  const wanted = problems.filter(
    ({ code, severity }) => shown === 'all' || code === shown || (shown === 'errors' && severity === 'error'),
  );
  if (wanted.length > 0) rendered.push(`${name}\n${renderProblems(text, wanted)}`);
}

function corpusFiles(folder: string): readonly { readonly path: string; readonly language: Language }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((path) => {
      const found = corpusLanguageOf(path);
      return found === undefined ? [] : [{ path, language: found.language }];
    });
}
