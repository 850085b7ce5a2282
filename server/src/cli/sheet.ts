import type { Column, SheetResult, SheetRun } from '../sheets/index.ts';
import { RunArrayText, batchFile, fitsInline, nameOfTarget, sheetToRuns } from '../sheets/index.ts';
import { typeLabel } from '../model/index.ts';
import type { SheetArguments } from './arguments.ts';
import { openWorkspace } from './open-workspace.ts';
import type { Exit, Terminal } from './terminal.ts';
import { EXIT } from './terminal.ts';

const SHOWN_RUNS = 2;
const SHOWN_PROBLEMS = 50;

/**
 * Makes a batch of a sample sheet: up to 100 runs as a batch file, more as the array for S3. Without a file to write,
 * shows what the columns stand for and what the first runs would be.
 */
export async function sheet(options: SheetArguments, terminal: Terminal): Promise<Exit> {
  const { path, workflow, out, columns, region } = options;
  const fail = (why: string) => {
    terminal.error(`${why}\n`);
    return EXIT.failed;
  };
  const { workspace } = openWorkspace(terminal, { region });
  const workflowUri = terminal.uriOf(workflow);
  workspace.addFile(workflowUri);
  if ((await workspace.summary(workflowUri)) === undefined)
    return fail(`There is no workflow '${workflow}'.`);
  const model = workspace.model(workflowUri);
  if (model === undefined) return fail(`'${workflow}' holds no workflow that could be run.`);
  const content = await terminal.host.read(terminal.uriOf(path));
  if (content.kind === 'missing') return fail(`There is no file '${path}'.`);
  if (content.kind === 'unreadable') return fail(`'${path}' cannot be read: ${content.reason}.`);

  const first: SheetRun[] = [];
  const pieces: string[] = [];
  const array = new RunArrayText((piece) => pieces.push(piece));
  const result = await sheetToRuns(
    content.text,
    model,
    { choices: columns, region, pause: terminal.pause },
    (run) => {
      if (first.length < 100) first.push(run);
      if (out !== undefined) array.add(run);
    },
  );
  array.end();
  terminal.error(report(result, path));
  const exit = result.problems.length > 0 || result.missing.length > 0 ? EXIT.errorsFound : EXIT.clean;
  if (out === undefined) {
    terminal.out(preview(result.columns, first.slice(0, SHOWN_RUNS)));
    return exit;
  }
  const isInline = fitsInline(result.runs) && !/\.batch-runs\.json$/i.test(out);
  await terminal.write(terminal.uriOf(out), isInline ? [batchFile(first)] : pieces);
  terminal.out(`${result.runs} ${result.runs === 1 ? 'run' : 'runs'} written to '${out}'.\n`);
  return exit;
}

/** Bad rows on their lines, as compilers write them, and what no row gives. */
function report({ problems, moreProblems, missing }: SheetResult, path: string): string {
  const shown = problems.slice(0, SHOWN_PROBLEMS).map(({ line, message }) => `${path}:${line}: ${message}\n`);
  const rest = moreProblems + problems.length - shown.length;
  if (rest > 0) shown.push(`${rest} more problems are not shown.\n`);
  if (missing.length > 0) {
    shown.push(
      `No column gives ${missing.map((name) => `'${name}'`).join(', ')}: give each in 'defaultRunSetting'.\n`,
    );
  }
  return shown.join('');
}

function preview(columns: readonly Column[], runs: readonly SheetRun[]): string {
  const width = Math.max(0, ...columns.map(({ header }) => header.length));
  const lines = columns.map(({ header, target }) => {
    const type = target.kind === 'parameter' ? ` (${typeLabel(target.type)})` : '';
    const meaning = target.kind === 'nothing' ? 'nothing' : `${nameOfTarget(target)}${type}`;
    return `${header.padEnd(width)}  →  ${meaning}\n`;
  });
  return `${lines.join('')}\n${runs.map((run) => `${JSON.stringify(run, undefined, 2)}\n`).join('')}`;
}
