import type { Fix } from '../../../text/index.ts';
import type { SyntaxNode } from '../../../syntax/tree.ts';
import { isNode } from '../../../syntax/tree.ts';
import type { WdlNode, WdlTree } from '../ast.ts';
import { atLeast, CONSTRUCTS, HEALTHOMICS_VERSIONS, parseVersion } from '../versions.ts';
import type { ConstructName, VersionedConstruct, WdlVersion } from '../versions.ts';
import { spanOf, textOf, tolerated } from './file.ts';
import type { CheckedFile } from './file.ts';

/** The version that the document is read as: without a statement draft-2, with an unknown one the newest. */
export function documentVersion(tree: WdlTree): WdlVersion {
  const value = tree.root.version?.value;
  if (tree.root.version === undefined) return 'draft-2';
  if (value === undefined) return 'development';
  return parseVersion(tree.text.slice(value.start, value.end)) ?? 'development';
}

/** Checks the version statement, and that the document keeps to what its version has. */
export function checkVersion(file: CheckedFile): void {
  checkStatement(file);
  if (file.version !== 'development') walk(file, file.tree.root, reach(file));
}

/** Which nodes can hold what is too new. */
type Reach = 'all' | 'statements';

/** Of expressions only powers and strings of several lines are newer than 1.1, and a document seldom has them. */
function reach({ version, text }: CheckedFile): Reach {
  return atLeast(version, '1.1') && !text.includes('**') && !MULTILINE.test(text) ? 'statements' : 'all';
}

/** `<<<` behind what a value stands behind. */
const MULTILINE = /(?:[=(,:[+?{<>]|\bthen|\belse)\s*<<</;

/** Kinds that hold declarations, calls, types and sections. */
const STATEMENTS: ReadonlySet<string> = new Set([
  ...['task', 'workflow', 'struct', 'enum', 'input', 'output', 'decl', 'type', 'scatter'],
  ...['call', 'callInput', 'conditional', 'conditionalClause', 'requirements', 'hints'],
]);

function checkStatement(file: CheckedFile): void {
  const { version, items } = file.tree.root;
  const value = version?.value;
  if (version === undefined) {
    if (items.length === 0) return;
    file.problems.push({
      span: firstWord(file),
      severity: file.target === 'healthomics' ? 'error' : 'warning',
      code: 'missing-version',
      message: 'The document does not say its WDL version.',
      note:
        'Without a version statement it is read as draft-2, in which placeholders and inputs are written differently' +
        (file.target === 'healthomics' ? ', and which AWS HealthOmics does not run.' : '.') +
        " Write 'version 1.1' in the first line.",
      fixes: [
        {
          title: "Add 'version 1.1'",
          edits: [{ span: { start: 0, end: 0 }, newText: 'version 1.1\n\n' }],
          preferred: true,
        },
      ],
    });
    return;
  }
  if (value === undefined) return;
  const name = textOf(file, value);
  const known = parseVersion(name);
  if (known === undefined) {
    file.problems.push({
      span: spanOf(value),
      severity: 'error',
      code: 'unsupported-version',
      message: `There is no WDL version '${name}'.`,
      note: `The versions are 1.0, 1.1, 1.2, 1.3 and development${file.target === 'healthomics' ? '; AWS HealthOmics runs 1.0, 1.1 and development' : ''}.`,
      fixes: [changeVersion(file, '1.1')].filter((fix) => fix !== undefined),
    });
    return;
  }
  if (file.target !== 'healthomics' || HEALTHOMICS_VERSIONS.has(known)) return;
  const fixes = [changeVersion(file, atLeast(known, '1.2') ? 'development' : '1.1')];
  file.problems.push({
    span: spanOf(value),
    severity: 'error',
    code: 'unsupported-version',
    message: `AWS HealthOmics does not run WDL ${name}.`,
    note: 'It runs 1.0, 1.1 and development; the last has what later versions brought, such as the type Directory.',
    fixes: fixes.filter((fix) => fix !== undefined),
  });
}

/** The first word of the document, so that the finding does not underline all of it. */
function firstWord(file: CheckedFile): { start: number; end: number } {
  const { start } = file.tree.root.items[0] ?? { start: 0 };
  let end = start;
  while (end < file.text.length && /\w/.test(file.text[end] ?? '')) end++;
  return { start, end };
}

function changeVersion(file: CheckedFile, to: string): Fix | undefined {
  const value = file.tree.root.version?.value;
  if (value === undefined) return undefined;
  return { title: `Change to 'version ${to}'`, edits: [{ span: spanOf(value), newText: to }] };
}

function walk(file: CheckedFile, node: SyntaxNode, within: Reach): void {
  gate(file, node as WdlNode);
  for (const child of node.children) {
    if (!isNode(child)) continue;
    // Values of meta sections are literals of a language of their own.
    if (
      within === 'all'
        ? child.kind === 'meta' || child.kind === 'parameter_meta'
        : !STATEMENTS.has(child.kind)
    ) {
      continue;
    }
    walk(file, child, within);
  }
}

function gate(file: CheckedFile, node: WdlNode): void {
  const { version } = file;
  switch (node.kind) {
    case 'input':
      if (version === 'draft-2') reportConstruct(file, 'inputSection', node.keyword);
      return;
    case 'struct':
      if (version === 'draft-2') reportConstruct(file, 'struct', node.name ?? node);
      else for (const section of node.meta) check(file, 'structMeta', section.keyword);
      return;
    case 'enum':
      check(file, 'enum', node.name ?? node);
      return;
    case 'none':
      check(file, 'noneLiteral', node);
      return;
    case 'structLiteral':
      check(file, 'structLiteral', node.name);
      return;
    case 'call':
      if (node.after[0] !== undefined) check(file, 'after', node.after[0]);
      if (node.inputs[0] !== undefined && node.inputKeyword === undefined) {
        check(file, 'optionalInputKeyword', node.inputs[0].name);
      }
      return;
    case 'callInput':
      if (node.equals === undefined) check(file, 'callShorthand', node.name);
      return;
    case 'type':
      if (node.name !== undefined && node.name.end - node.name.start === 9) checkDirectory(file, node.name);
      return;
    case 'requirements':
    case 'hints':
      check(file, node.kind, node.keyword);
      return;
    case 'binary':
      if (node.operator.end - node.operator.start === 2 && textOf(file, node.operator) === '**') {
        check(file, 'power', node.operator);
      }
      return;
    case 'string':
      if (node.quote === 'multiline')
        check(file, 'multilineString', { start: node.start, end: node.start + 3 });
      return;
    case 'decl':
      if (node.env !== undefined) check(file, 'env', node.env);
      return;
    case 'conditional':
      if (node.clauses[1] !== undefined) {
        const { start } = node.clauses[1];
        check(file, 'elseClause', { start, end: start + 4 });
      }
      return;
    case 'placeholder':
      if (version === 'draft-2' && node.sigil === '~') {
        reportConstruct(file, 'tildePlaceholder', { start: node.start, end: node.start + 2 });
      }
      return;
    default:
  }
}

function checkDirectory(file: CheckedFile, name: { start: number; end: number }): void {
  if (textOf(file, name) === 'Directory' && !file.types.has('Directory')) check(file, 'directory', name);
}

function check(file: CheckedFile, name: ConstructName, span: { start: number; end: number }): void {
  if (!atLeast(file.version, CONSTRUCTS[name].since)) reportConstruct(file, name, span);
}

/** Reports that the version of the document does not have the construct. */
export function reportConstruct(
  file: CheckedFile,
  name: ConstructName,
  span: { start: number; end: number },
): void {
  const construct: VersionedConstruct = CONSTRUCTS[name];
  const wanted =
    file.target === 'healthomics' && !HEALTHOMICS_VERSIONS.has(construct.since)
      ? 'development'
      : construct.since;
  const fix = changeVersion(file, wanted);
  file.problems.push({
    span: spanOf(span),
    severity: construct.tolerated === true ? tolerated(file) : 'error',
    code: 'version-gate',
    message: `${construct.what} exists since WDL ${construct.since}, and this document is WDL ${file.version}.`,
    note: `Write 'version ${wanted}' in the first line, or do without it. ${construct.instead}`,
    ...(fix === undefined ? {} : { fixes: [fix] }),
  });
}
