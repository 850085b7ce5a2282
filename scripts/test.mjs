/**
 * `npm test`: installs and builds what is missing, then runs every check and every test. `npm test -- checks`, `-- unit` and
 * `-- e2e` run a part; words after `e2e` choose suites. The last line is always `N passed, N failed, N skipped`.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, buildIfChanged } from './build.mjs';
import { packageIfChanged, VSIX } from './package.mjs';
import { chooseTestHost, prepareRepository } from './setup.mjs';
import { ROOT, run } from './support/processes.mjs';

const [part = 'all', ...suites] = process.argv.slice(2);
const PARTS = ['all', 'checks', 'unit', 'e2e'];

const HOST_NAMES = { desktop: 'desktop VS Code', server: 'VS Code server', none: 'no VS Code' };

const tally = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const failures = [];

await main();
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
process.exitCode = tally.failed === 0 ? 0 : 1;

async function main() {
  if (!PARTS.includes(part)) {
    fail(`There is no part '${part}' of the tests; there are ${PARTS.join(', ')}.`);
    return;
  }
  // Without its packages nothing else can be said.
  if (!(await step('install', prepareRepository))) return;
  const wants = (/** @type {string} */ name) => part === 'all' || part === name;
  if (wants('checks')) {
    await step('types', () => tool('typescript', 'bin/tsc', ['-b']));
    await step('lint', () => tool('eslint', 'bin/eslint.js', ['.', '--max-warnings', '0']));
    await step('formatting', () =>
      tool('prettier', 'bin/prettier.cjs', ['--check', '.', '--log-level', 'warn']),
    );
  }
  if (wants('unit')) await unitTests();
  if (wants('e2e')) await endToEndTests();
}

/**
 * One check that passes or fails as a whole. Whatever it throws is its failure and hides no other.
 *
 * @param {string} name
 * @param {() => Promise<unknown>} work
 */
async function step(name, work) {
  console.log(`\n── ${name}`);
  const started = performance.now();
  try {
    await work();
    tally.passed += 1;
    console.log(`   ok (${seconds(started)})`);
    return true;
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error));
    fail(`${name} (${seconds(started)})`);
    return false;
  }
}

function fail(/** @type {string} */ what) {
  tally.failed += 1;
  failures.push(what);
}

function seconds(/** @type {number} */ started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

/** Runs the program of an installed package with this Node.js: its `.bin` entry is a shell script on Windows. */
async function tool(
  /** @type {string} */ name,
  /** @type {string} */ file,
  /** @type {readonly string[]} */ args,
) {
  await node([join(ROOT, 'node_modules', name, file), ...args]);
}

async function node(/** @type {readonly string[]} */ args) {
  const { code } = await run(process.execPath, args);
  if (code !== 0) throw new Error(`exit code ${code}`);
}

async function unitTests() {
  console.log('\n── unit tests');
  const output = join(ROOT, 'out', 'unit.json');
  await mkdir(join(ROOT, 'out'), { recursive: true });
  await rm(output, { force: true });
  const mocha = join(ROOT, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const reporter = join(ROOT, 'scripts', 'support', 'mocha-reporter.cjs');
  const { code } = await run(process.execPath, [
    mocha,
    '--reporter',
    reporter,
    '--reporter-option',
    `output=${output}`,
  ]);
  const counts = existsSync(output)
    ? JSON.parse(await readFile(output, 'utf8'))
    : { passed: 0, failed: 0, skipped: 0 };
  tally.passed += counts.passed;
  tally.skipped += counts.skipped;
  tally.failed += counts.failed;
  if (counts.failed > 0) failures.push(`${counts.failed} unit tests`);
  else if (code !== 0) fail(`unit tests ended with exit code ${code}`);
  else if (counts.passed === 0) fail('unit tests: none ran');
}

async function endToEndTests() {
  if (!(await step('build', part === 'all' ? build : buildIfChanged))) {
    fail('end-to-end tests: there is nothing to test without a build');
    return;
  }
  const extensions = [{ kind: 'folder', path: ROOT }];
  if (await step('package', packageIfChanged)) extensions.push({ kind: 'package', path: VSIX });

  console.log('\n── end-to-end tests in VS Code');
  const { host, why } = await chooseTestHost();
  console.log(`   ${HOST_NAMES[host.kind]}: ${why}`);
  const resultsFile = join(ROOT, 'out', 'e2e', 'results.json');
  await rm(resultsFile, { force: true });
  const request = { host, extensions, only: suites, resultsFile };
  await run(process.execPath, ['--import', 'tsx', 'test/e2e/main.ts', JSON.stringify(request)]);
  if (!existsSync(resultsFile)) {
    fail('end-to-end tests did not come to their end');
    return;
  }
  for (const { title, outcome } of JSON.parse(await readFile(resultsFile, 'utf8'))) {
    if (outcome === 'failed') fail(title);
    else tally[outcome === 'passed' ? 'passed' : 'skipped'] += 1;
  }
}
