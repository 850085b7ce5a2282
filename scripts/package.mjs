import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUNDLES, buildIfChanged } from './build.mjs';
import { ROOT } from './support/processes.mjs';

/** The packaged extension. */
export const VSIX = join(ROOT, 'omics-lens.vsix');

/** The bundles that the extension runs. */
const SHIPPED = BUNDLES.filter(({ shipped }) => shipped).map(({ file }) => file);

/** All that may be in the package beside them; `.vscodeignore` chooses, this list holds it to its word. */
const EXPECTED = [
  /^package\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^dist\/ThirdPartyNotices\.txt$/,
  /^syntaxes\/[\w-]+\.tmLanguage\.json$/,
  /^syntaxes\/[\w-]+\.injection\.json$/,
  /^language-configuration\/[\w-]+\.json$/,
  /^media\/[\w/-]+\.(svg|png)$/,
];

/** Without one of these the extension does not work. */
const REQUIRED = ['package.json', 'README.md', 'LICENSE', ...SHIPPED];

const LARGEST_FILE_MB = 4;
const LARGEST_PACKAGE_MB = 6;

/**
 * Makes `omics-lens.vsix` of what is built. Throws when the package lacks a file, or holds one that is not expected or far
 * larger than expected.
 */
export async function packageExtension() {
  const { createVSIX, listFiles, PackageManager } = await import('@vscode/vsce');
  const files = (await listFiles({ cwd: ROOT, packageManager: PackageManager.None })).map((file) =>
    file.replaceAll('\\', '/'),
  );
  const mistakes = [
    ...files
      .filter((file) => !SHIPPED.includes(file) && !EXPECTED.some((pattern) => pattern.test(file)))
      .map((file) => `${file} does not belong in it`),
    ...REQUIRED.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
  ];
  for (const file of files) {
    const size = await megabytes(join(ROOT, file));
    if (size > LARGEST_FILE_MB)
      mistakes.push(`${file} has ${size.toFixed(1)} MB, more than ${LARGEST_FILE_MB}`);
  }
  if (mistakes.length > 0) throw new Error(`The package would be wrong:\n  ${mistakes.join('\n  ')}`);

  await createVSIX({
    cwd: ROOT,
    packagePath: VSIX,
    dependencies: false,
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
  });
  const size = await megabytes(VSIX);
  if (size > LARGEST_PACKAGE_MB)
    throw new Error(`omics-lens.vsix has ${size.toFixed(1)} MB, more than ${LARGEST_PACKAGE_MB}.`);
  console.log(`Packaged omics-lens.vsix: ${files.length} files, ${size.toFixed(1)} MB.`);
}

/** Packages when there is no package or one of its files is newer. */
export async function packageIfChanged() {
  await buildIfChanged();
  if (existsSync(VSIX)) {
    const { listFiles, PackageManager } = await import('@vscode/vsce');
    const packaged = (await stat(VSIX)).mtimeMs;
    const files = [...(await listFiles({ cwd: ROOT, packageManager: PackageManager.None })), '.vscodeignore'];
    const times = await Promise.all(files.map(async (file) => (await stat(join(ROOT, file))).mtimeMs));
    if (times.every((time) => time < packaged)) return;
  }
  await packageExtension();
}

async function megabytes(/** @type {string} */ path) {
  return (await stat(path)).size / 1_000_000;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  try {
    await buildIfChanged();
    await packageExtension();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
