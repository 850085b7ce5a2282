import { writeFile } from 'node:fs/promises';
import Mocha from 'mocha';
import * as vscode from 'vscode';
import { RESULTS_VARIABLE, SUITE_VARIABLE, type TestResult } from './support/stage-protocol.ts';
import { activation } from './activation.ts';
import { batches } from './batches.ts';
import { cwl } from './cwl.ts';
import { ecs } from './ecs.ts';
import { failures as failedRuns } from './failures.ts';
import { journey } from './journey.ts';
import { language } from './language.ts';
import { nextflow } from './nextflow.ts';
import { parameters } from './parameters.ts';
import { reload } from './reload.ts';
import { restricted } from './restricted.ts';
import { runs } from './runs.ts';
import { sheets } from './sheets.ts';
import { workflows } from './workflows.ts';
import { stage } from './support/stage.ts';

/** Every suite by the name that the harness gives. Each declares its tests when called. */
const SUITES: Readonly<Record<string, () => void>> = {
  activation,
  language() {
    language();
    parameters();
  },
  journey,
  reload,
  restricted,
  runs,
  sheets,
  batches,
  workflows,
  failures: failedRuns,
  ecs,
  nextflow,
  cwl,
};

/** VS Code calls this in its extension host. Writes the results to a file; rejects when a test failed. */
export async function run(): Promise<void> {
  const name = process.env[SUITE_VARIABLE] ?? '';
  const suite = SUITES[name];
  const file = process.env[RESULTS_VARIABLE];
  if (suite === undefined || file === undefined) throw new Error(`There is no suite '${name}'.`);

  // Base prints nothing: the harness does, and nobody reads the console of an extension host.
  const mocha = new Mocha({ ui: 'bdd', timeout: 180_000, reporter: Mocha.reporters.Base });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  mocha.suite.afterEach('picture of a failure', async function () {
    if (this.currentTest?.state !== 'failed') return;
    // What the extension had to say stands there: VS Code shows no toasts while its test driver is on.
    await vscode.commands.executeCommand('notifications.showList');
    await stage.picture(`failed-${fileName(this.currentTest.title)}`);
  });
  suite();

  const results: TestResult[] = [];
  const failures = await new Promise<number>((done) => {
    const runner = mocha.run(done);
    runner.on('pass', (test) => results.push(result(test, 'passed')));
    runner.on('pending', (test) => results.push(result(test, 'skipped')));
    runner.on('fail', (test, error: unknown) =>
      results.push({ ...result(test, 'failed'), error: explain(error) }),
    );
  });
  await writeFile(file, JSON.stringify(results, null, 2));
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}

const fileName = (title: string): string => title.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** `fail` also comes for hooks, which have a title but no state of their own. */
function result(test: Mocha.Runnable, outcome: TestResult['outcome']): TestResult {
  return { title: test.fullTitle(), outcome, milliseconds: test.duration ?? 0 };
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { actual, expected } = error as { actual?: unknown; expected?: unknown };
  const stack = error.stack ?? error.message;
  if (actual === undefined && expected === undefined) return stack;
  return `${stack}\nactual: ${JSON.stringify(actual, null, 2)}\nexpected: ${JSON.stringify(expected, null, 2)}`;
}
