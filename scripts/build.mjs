import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './support/processes.mjs';

/**
 * @typedef {object} Bundle
 * @property {string} file
 * @property {string} entry
 * @property {boolean} shipped Whether it goes into the extension; the others are the command line and the tests.
 * @property {string[]} [external]
 * @property {string} [banner]
 * @property {'browser'} [platform] Node where it is absent.
 */

/** @type {readonly Bundle[]} */
export const BUNDLES = [
  { file: 'dist/extension.cjs', entry: 'client/src/extension.ts', external: ['vscode'], shipped: true },
  // Loaded on first use, so that activation does not read them: it takes as long as its bundle is large.
  {
    file: 'dist/language-client.cjs',
    entry: 'client/src/infrastructure/language-client.ts',
    external: ['vscode'],
    shipped: true,
  },
  { file: 'dist/batch-work.cjs', entry: 'client/src/features/batches/batch-work.ts', shipped: true },
  { file: 'dist/definitions.cjs', entry: 'client/src/features/workflows/definitions.ts', shipped: true },
  { file: 'dist/preflight.cjs', entry: 'client/src/features/preflight/checks.ts', shipped: true },
  {
    file: 'dist/resource-forms.cjs',
    entry: 'client/src/features/resources/resource-forms.ts',
    shipped: true,
  },
  { file: 'dist/run-work.cjs', entry: 'client/src/features/runs/run-work.ts', shipped: true },
  { file: 'dist/toml.cjs', entry: 'client/src/features/runs/toml.ts', shipped: true },
  { file: 'dist/zip.cjs', entry: 'client/src/features/workflows/zip.ts', shipped: true },
  { file: 'dist/aws.cjs', entry: 'client/src/omics/aws/index.ts', shipped: true },
  { file: 'dist/output-work.cjs', entry: 'client/src/features/outputs/output-work.ts', shipped: true },
  { file: 'dist/graph-layout.cjs', entry: 'client/src/features/graph/graph-layout.ts', shipped: true },
  { file: 'dist/picture.js', entry: 'client/src/webview/picture.ts', shipped: true, platform: 'browser' },
  { file: 'dist/server.cjs', entry: 'server/src/node/server-main.ts', shipped: true },
  { file: 'dist/local.cjs', entry: 'local/src/main.ts', shipped: true },
  {
    file: 'dist/cli.cjs',
    entry: 'server/src/node/cli-start.ts',
    shipped: false,
    banner: '#!/usr/bin/env node',
  },
  { file: 'dist/cli-main.cjs', entry: 'server/src/node/cli-main.ts', shipped: false },
  // Mocha and the AWS SDK are found from out/ in the repository's own node_modules.
  {
    file: 'out/e2e/suites.cjs',
    entry: 'test/e2e/suites/index.ts',
    external: ['vscode', 'mocha', '@aws-sdk/*'],
    shipped: false,
  },
];

const RECORD = join(ROOT, 'out', 'build.json');
const NOTICES = join(ROOT, 'dist', 'ThirdPartyNotices.txt');

/** @param {Bundle} bundle @returns {import('esbuild').BuildOptions} */
function options(bundle) {
  return {
    absWorkingDir: ROOT,
    entryPoints: [bundle.entry],
    outfile: bundle.file,
    bundle: true,
    platform: bundle.platform ?? 'node',
    format: bundle.platform === 'browser' ? 'iife' : 'cjs',
    target: bundle.platform === 'browser' ? 'es2022' : 'node20',
    // Less to read and parse at activation. Names stay, so that the stack of a report can be understood.
    minify: bundle.shipped,
    keepNames: bundle.shipped,
    external: bundle.external ?? [],
    mainFields: ['module', 'main'],
    sourcemap: 'linked',
    legalComments: 'none',
    plugins: [lazyBundles],
    // Other bundles are loaded by `require`, which starts faster than what `import()` has to set up.
    ...(bundle.shipped ? {} : { supported: { 'dynamic-import': false } }),
    metafile: true,
    logLevel: 'silent',
    ...(bundle.banner === undefined ? {} : { banner: { js: bundle.banner } }),
  };
}

/** A module that is imported on demand and has a bundle of its own is taken from there. @type {import('esbuild').Plugin} */
const lazyBundles = {
  name: 'lazy-bundles',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\// }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const entry = relative(ROOT, resolve(resolveDir, path)).replaceAll('\\', '/');
      const bundle = BUNDLES.find((each) => each.entry === entry);
      return bundle === undefined ? undefined : { path: `./${basename(bundle.file)}`, external: true };
    });
  },
};

/** Builds all bundles. Throws with esbuild's own messages when one does not build. */
export async function build() {
  const started = performance.now();
  const esbuild = await import('esbuild');
  const startedAt = Date.now();
  /** @type {Set<string>} */
  const inputs = new Set();
  /** @type {Set<string>} */
  const shippedInputs = new Set();
  const results = await Promise.allSettled(
    BUNDLES.map(async (bundle) => ({ bundle, result: await esbuild.build(options(bundle)) })),
  );
  const failures = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  if (failures.length > 0) throw new Error(failures.map(explain).join('\n'));
  for (const each of results) {
    if (each.status === 'rejected') continue;
    const { bundle, result } = each.value;
    const files = Object.keys(result.metafile?.inputs ?? {});
    for (const file of files) inputs.add(file);
    if (bundle.shipped) for (const file of files) shippedInputs.add(file);
    if (bundle.banner !== undefined) await chmod(join(ROOT, bundle.file), 0o755);
    report(bundle.file, result.metafile);
  }
  await writeFile(NOTICES, await notices(shippedInputs));
  await mkdir(join(ROOT, 'out'), { recursive: true });
  await writeFile(RECORD, JSON.stringify({ startedAt, inputs: [...inputs].sort() }));
  console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

/** Builds when a bundle is missing or a source file changed since the last build. */
export async function buildIfChanged() {
  const reason = await changedSince();
  if (reason === undefined) return;
  console.log(`Building (${reason}) …`);
  await build();
}

/** Why a build is needed, for a message; absent when none is. */
async function changedSince() {
  const missing = [...BUNDLES.map(({ file }) => file), 'dist/ThirdPartyNotices.txt'].find(
    (file) => !existsSync(join(ROOT, file)),
  );
  if (missing !== undefined) return `${missing} is missing`;
  try {
    const record = JSON.parse(await readFile(RECORD, 'utf8'));
    for (const file of [...record.inputs, 'scripts/build.mjs', 'package-lock.json']) {
      const { mtimeMs } = await stat(join(ROOT, file));
      if (mtimeMs >= record.startedAt) return `${file} has changed`;
    }
    return undefined;
  } catch {
    return 'the last build cannot be compared';
  }
}

/** Prints a bundle's size and what it is made of: our own code and the largest packages. */
function report(/** @type {string} */ file, /** @type {import('esbuild').Metafile | undefined} */ metafile) {
  const output = metafile?.outputs[file];
  if (output === undefined) return;
  /** @type {Map<string, number>} */
  const parts = new Map();
  for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
    const name = packageOf(input)?.name ?? 'own code';
    parts.set(name, (parts.get(name) ?? 0) + bytesInOutput);
  }
  const largest = [...parts].sort((a, b) => b[1] - a[1]).slice(0, 4);
  const made = largest.map(([name, bytes]) => `${name} ${kilobytes(bytes)}`).join(', ');
  console.log(`  ${file.padEnd(20)} ${kilobytes(output.bytes).padStart(8)}   ${made}`);
}

const kilobytes = (/** @type {number} */ bytes) => `${Math.ceil(bytes / 1024)} KB`;

/** The npm package that a bundled file is from, and its folder; absent for our own. */
function packageOf(/** @type {string} */ input) {
  const match = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(input);
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { folder: match[1], name: match[2] };
}

/** The licences of everything that is bundled into the extension, as those licences ask for; the same text once. */
async function notices(/** @type {Set<string>} */ inputs) {
  const folders = new Set(
    [...inputs].map((input) => packageOf(input)?.folder).filter((folder) => folder !== undefined),
  );
  /** @type {Map<string, string[]>} */
  const packages = new Map();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8'));
    const files = await readdir(join(ROOT, folder));
    const file = files.find((each) => /^(licen[cs]e|copying)(\.|$)/i.test(each));
    const text = file === undefined ? '' : (await readFile(join(ROOT, folder, file), 'utf8')).trim();
    packages.set(text, [...(packages.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const parts = [...packages].map(([text, names]) => `${names.join('\n')}\n\n${text}`.trim());
  const line = '-'.repeat(78);
  return `Omics Lens contains the following software of others.\n\n${line}\n\n${parts.join(`\n\n${line}\n\n`)}\n`;
}

function explain(/** @type {unknown} */ error) {
  return error instanceof Error ? error.message : String(error);
}

/** Rebuilds whatever changes, until Ctrl-C. */
async function watch() {
  const esbuild = await import('esbuild');
  for (const bundle of BUNDLES) {
    const announce = {
      name: 'announce',
      setup: (/** @type {import('esbuild').PluginBuild} */ build) =>
        build.onEnd(({ errors }) =>
          console.log(`${bundle.file}: ${errors.length === 0 ? 'built' : `${errors.length} errors`}`),
        ),
    };
    const context = await esbuild.context({
      ...options(bundle),
      logLevel: 'warning',
      plugins: [lazyBundles, announce],
    });
    await context.watch();
  }
  console.log('Watching for changes. Ctrl-C ends it.');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  try {
    await (process.argv.includes('--watch') ? watch() : build());
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}
