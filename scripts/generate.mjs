/**
 * Writes what is known in one place of the source and shown in others: the rule pages, `docs/settings.md`,
 * `docs/lsp-methods.md`, and the settings in the manifest. With `--check` it writes nothing, names the files that are
 * out of date, and fails when there are any.
 */
import { readFile, readdir, rm, writeFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { register } from 'tsx/esm/api';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

register();
const { product, ruleCatalogue } = await source('product.ts');
const rules = await source('rules/index.ts');
const { SETTINGS } = await source('settings.ts');
const { METHODS, NOTIFICATIONS } = await source('lsp/methods/index.ts');

/**
 * @typedef {{ code: string, severity: string, default?: 'off', summary: string, why: string, bad?: string, good?: string }} Rule
 * @typedef {{ name: string, type: string, default: unknown, values?: string[], description: string, scope?: string }} Setting
 * @typedef {{ method: string, summary: string }} Method
 * @typedef {{ tool: string, name: string, codes: string[], note?: string }} Peer
 */

/** A module of the server; by a computed path, because its types belong to another project. */
async function source(/** @type {string} */ file) {
  return import(pathToFileURL(path.join(ROOT, 'server/src', file)).href);
}

/** @returns {Promise<Map<string, string>>} every generated file's content by its path in the repository */
async function generated() {
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const rule of ruleCatalogue()) files.set(`docs/rules/${rule.code}.md`, rulePage(rule));
  files.set('docs/rules/README.md', ruleIndex());
  files.set(
    'docs/wdl-rules-compared.md',
    await pretty('docs/wdl-rules-compared.md', comparisonPage(rules.PEER_RULES, rules.PEER_ERRORS)),
  );
  files.set(
    'docs/nextflow-rules-compared.md',
    await pretty('docs/nextflow-rules-compared.md', nextflowComparison(rules.NEXTFLOW_PEER_RULES)),
  );
  files.set('docs/settings.md', await pretty('docs/settings.md', settingsPage()));
  files.set('docs/lsp-methods.md', await pretty('docs/lsp-methods.md', methodsPage()));
  files.set('package.json', await pretty('package.json', await manifest()));
  return files;
}

/** @param {Rule} rule */
function rulePage({ code, severity, default: start, summary, why, bad, good }) {
  const shown = start === 'off' ? `off; ${severity} is a good choice for the setting` : severity;
  const parts = [`# ${code}`, `_${shown}_`, summary, '## Why', why];
  if (bad !== undefined) parts.push('## Has the problem', fenced(bad));
  if (good !== undefined) parts.push('## Has it no more', fenced(good));
  return `${parts.join('\n\n')}\n`;
}

function fenced(/** @type {string} */ code) {
  return `\`\`\`\n${code.trimEnd()}\n\`\`\``;
}

function ruleIndex() {
  const rows = ruleCatalogue().map(
    (/** @type {Rule} */ { code, severity, default: start, summary }) =>
      `| [${code}](${code}.md) | ${start ?? severity} | ${summary.replaceAll('|', '\\|')} |`,
  );
  const intro =
    'Every problem that Omics Lens can report. The setting `omicsLens.rules` changes the severity of a code or turns it off; `omics-lens explain CODE` prints its page.';
  return [
    `# Problems\n`,
    `${intro}\n`,
    '| code | severity | what it finds |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/**
 * @param {Peer[]} named
 * @param {Peer[]} errors
 */
function comparisonPage(named, errors) {
  const tools = [...new Set(named.map(({ tool }) => tool))];
  return [
    '# What other tools for WDL find\n',
    'Each rule of Sprocket, miniwdl and wdlTools, with what Omics Lens says in its place. Comments that silence a rule of Sprocket (`#@ except: Rule`) or miniwdl (`# !Rule`) silence the codes beside it.\n',
    ...tools.flatMap((tool) => [`## ${tool}\n`, ...peerTable(named.filter((row) => row.tool === tool))]),
    '## Errors of Sprocket\n',
    'They have no names; the left column says what they are about.\n',
    ...peerTable(errors),
  ].join('\n');
}

function peerTable(/** @type {Peer[]} */ list) {
  return [
    '| theirs | ours | |',
    '| --- | --- | --- |',
    ...list.map(({ name, codes, note = '' }) => {
      const links = codes.map((code) => `[${code}](rules/${code}.md)`).join(', ');
      return `| ${name} | ${links === '' ? 'none' : links} | ${note} |`;
    }),
    '',
  ];
}

function nextflowComparison(/** @type {Peer[]} */ peers) {
  /** @type {Record<string, string>} */
  const titles = {
    AWS: "AWS' linter rules for Nextflow",
    'nextflow lint': 'The language server and `nextflow lint`',
    'nf-core lint': 'nf-core lint',
  };
  return [
    '# What other tools for Nextflow find\n',
    "Each rule of AWS' linter and of nf-core, and each kind of message of the official language server, with what Omics Lens says in its place. A comment that silences a rule of AWS' linter (`// noqa: JoinMismatchRule`) silences the codes beside it.\n",
    ...Object.entries(titles).flatMap(([tool, title]) => [
      `## ${title}\n`,
      ...(tool === 'nextflow lint'
        ? ['Its messages have no names; the left column says what they are about.\n']
        : []),
      ...peerTable(peers.filter((row) => row.tool === tool)),
    ]),
  ].join('\n');
}

function settingsPage() {
  const rows = SETTINGS.map((/** @type {Setting} */ setting) => {
    const values =
      setting.values === undefined ? setting.type : setting.values.map((value) => `\`${value}\``).join(', ');
    const shown = setting.default === '' ? '' : `\`${JSON.stringify(setting.default)}\``;
    return `| \`omicsLens.${setting.name}\` | ${values} | ${shown} | ${setting.description} |`;
  });
  const intro =
    'Editors other than VS Code send the `omicsLens` section as `initializationOptions.settings`, answer `workspace/configuration`, or send `workspace/didChangeConfiguration`.';
  return [
    '# Settings\n',
    `${intro}\n`,
    '| setting | values | default | what it does |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function methodsPage() {
  const table = (/** @type {Method[]} */ list) =>
    [
      '| method | what it does |',
      '| --- | --- |',
      ...list.map((row) => `| \`${row.method}\` | ${row.summary} |`),
    ].join('\n');
  return [
    '# Methods of the language server',
    'Every request can be cancelled. An answer about a text that has changed meanwhile is the error `ContentModified`.',
    '## Requests',
    table(METHODS),
    '## Notifications',
    table(NOTIFICATIONS),
  ].join('\n\n');
}

/** The manifest with the settings of `settings.ts` and the version of the product checked. */
async function manifest() {
  const parsed = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
  if (parsed.version !== product.version) {
    throw new Error(
      `package.json has version ${parsed.version}, server/src/product.ts has ${product.version}.`,
    );
  }
  parsed.contributes = {
    ...parsed.contributes,
    configuration: {
      title: product.name,
      properties: Object.fromEntries(
        SETTINGS.map((/** @type {Setting} */ setting) => [`omicsLens.${setting.name}`, property(setting)]),
      ),
    },
  };
  return JSON.stringify(parsed);
}

/** @param {Setting} setting */
function property({ type, values, default: value, description, scope }) {
  return {
    type,
    default: value,
    ...(type === 'object'
      ? { additionalProperties: { type: 'string', ...(values === undefined ? {} : { enum: values }) } }
      : values === undefined
        ? {}
        : { enum: values }),
    markdownDescription: description,
    ...(scope === undefined ? {} : { scope }),
  };
}

async function pretty(/** @type {string} */ file, /** @type {string} */ text) {
  const filepath = path.join(ROOT, file);
  return format(text, { ...(await resolveConfig(filepath)), filepath });
}

/** Pages of rules that are no more. */
async function leftOver(/** @type {Map<string, string>} */ files) {
  const pages = await readdir(path.join(ROOT, 'docs/rules')).catch(() => []);
  return pages.map((page) => `docs/rules/${page}`).filter((file) => !files.has(file));
}

const files = await generated();
const stale = await leftOver(files);
const changed = [];
for (const [file, text] of files) {
  const before = await readFile(path.join(ROOT, file), 'utf8').catch(() => undefined);
  if (before !== text) changed.push(file);
}
if (process.argv.includes('--check')) {
  const wrong = [...changed, ...stale];
  for (const file of wrong) console.error(`${file} is out of date: run 'npm run generate'.`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} else {
  await mkdir(path.join(ROOT, 'docs/rules'), { recursive: true });
  for (const file of changed) await writeFile(path.join(ROOT, file), files.get(file) ?? '');
  for (const file of stale) await rm(path.join(ROOT, file));
  console.log(
    `${changed.length} files written, ${stale.length} removed, ${files.size - changed.length} up to date.`,
  );
}
