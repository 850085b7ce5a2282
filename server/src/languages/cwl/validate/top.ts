import { closest, span } from '../../../text/index.ts';
import type { CwlMapping, CwlScalar } from '../document/index.ts';
import { CWL_VERSIONS, PROCESS_CLASSES, fieldsOf, resolved, valueOf } from '../document/index.ts';
import { GRAPH, recordInfo, requirementInfo } from '../schema/index.ts';
import type { Check, Scope } from './check.ts';
import { prependField, renameTo } from './fixes.ts';
import { STRUCTURE_RULES } from './rules.ts';
import { checkAsRecord } from './values.ts';

/** The top of a file: which kind of document it is, and its version. */
export function checkTop(check: Check, root: CwlMapping, scope: Scope): void {
  const fields = fieldsOf(root);
  const written = check.document.version;
  if (written !== undefined && written.known === undefined && nearVersion(written.text) === undefined) {
    // What drafts and versions to come have is not known here.
    checkVersion(check, root);
    return;
  }
  if (fields.has('$graph')) {
    checkVersion(check, root);
    checkAsRecord(check, scope, root, GRAPH, { top: true });
    return;
  }
  const classNode = resolved(valueOf(root, 'class'));
  const name = classNode?.kind === 'scalar' && classNode.value !== null ? classNode.text : undefined;
  if (name === undefined) {
    checkWithoutClass(check, root, scope);
    return;
  }
  // Classes with a prefix are those of other tools.
  if (name.includes(':')) return;
  const isProcess = PROCESS_CLASSES.some((known) => known === name);
  const record = isProcess ? recordInfo(name) : (requirementInfo(name) ?? recordInfo(name));
  if (record === undefined) {
    if (classNode?.kind === 'scalar') reportClass(check, classNode);
    checkVersion(check, root);
    return;
  }
  if (isProcess) checkVersion(check, root);
  checkAsRecord(check, scope, root, record, { top: true });
}

/** Files that others import hold types, ports, or requirements by their class; those are theirs to check. */
function checkWithoutClass(check: Check, root: CwlMapping, scope: Scope): void {
  const fields = fieldsOf(root);
  const kind = resolved(valueOf(root, 'type'));
  const schema =
    kind?.kind === 'scalar' && kind.value !== null ? recordInfo(`commandInput.${kind.text}`) : undefined;
  if (schema !== undefined) {
    checkAsRecord(check, scope, root, schema, { top: true });
    return;
  }
  const looksLike = ['cwlVersion', 'inputs', 'outputs', 'steps', 'baseCommand'].filter((name) =>
    fields.has(name),
  );
  if (looksLike.length === 0 || fields.has('$mixin') || fields.has('$import')) return;
  const isWorkflow = fields.has('steps');
  const isTool = fields.has('baseCommand') || fields.has('arguments');
  const guess = isWorkflow
    ? 'Workflow'
    : isTool
      ? 'CommandLineTool'
      : fields.has('expression')
        ? 'ExpressionTool'
        : undefined;
  const at = fields.get('cwlVersion')?.key ?? root.entries[0]?.key ?? root;
  check.report(STRUCTURE_RULES.class, at, "The document needs the field 'class'.", {
    note: `It says what the document is: ${PROCESS_CLASSES.map((each) => `'${each}'`).join(', ')}.`,
    fixes: guess === undefined ? [] : [prependField(check.text, root, 'class', guess)],
  });
  checkVersion(check, root);
  const record = guess === undefined ? undefined : recordInfo(guess);
  if (record === undefined) return;
  const withoutClass = { ...record, fields: record.fields.filter(({ name }) => name !== 'class') };
  checkAsRecord(check, scope, root, withoutClass, { top: true });
}

function reportClass(check: Check, node: CwlScalar): void {
  const near = closest(node.text, PROCESS_CLASSES);
  const hint = near === undefined ? '' : ` Did you mean '${near}'?`;
  check.report(STRUCTURE_RULES.class, node, `There is no class '${node.text}'.${hint}`, {
    note: `A document is one of ${PROCESS_CLASSES.map((each) => `'${each}'`).join(', ')}.`,
    fixes: near === undefined ? [] : [renameTo(node, near)],
  });
}

function checkVersion(check: Check, root: CwlMapping): void {
  const entry = fieldsOf(root).get('cwlVersion');
  const node = resolved(entry?.value);
  if (entry === undefined || node === undefined || (node.kind === 'scalar' && node.value === null)) {
    const graph = resolved(valueOf(root, '$graph'));
    const inProcesses =
      graph?.kind === 'sequence' && graph.items.some((item) => valueOf(item, 'cwlVersion') !== undefined);
    if (inProcesses) return;
    const at = entry?.key ?? root.entries[0]?.key ?? span(root.start, root.start);
    check.report(STRUCTURE_RULES.version, at, "The document needs the field 'cwlVersion'.", {
      note: 'AWS HealthOmics runs v1.0, v1.1 and v1.2.',
      fixes: entry === undefined ? [prependField(check.text, root, 'cwlVersion', 'v1.2')] : [],
    });
    return;
  }
  if (node.kind !== 'scalar' || CWL_VERSIONS.some((version) => version === node.text)) return;
  const near = nearVersion(node.text);
  check.report(
    STRUCTURE_RULES.version,
    node,
    `There is no cwlVersion '${node.text}' that is final.${near === undefined ? '' : ` Did you mean '${near}'?`}`,
    {
      note: 'AWS HealthOmics runs v1.0, v1.1 and v1.2.',
      fixes: near === undefined ? [] : [renameTo(node, near)],
    },
  );
}

/** `1.2`, `V1.2`, `v1.2.0` and development versions of it. */
function nearVersion(text: string): string | undefined {
  const digits = /^v?(1\.[0-2])(?:\D.*)?$/i.exec(text)?.[1];
  return digits === undefined ? undefined : `v${digits}`;
}
