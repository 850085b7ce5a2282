import type { SyntaxToken } from '../../../syntax/tree.ts';
import { closest } from '../../../text/index.ts';
import type { AttributeSectionNode } from '../ast.ts';
import { ATTRIBUTES, attributeFact } from '../facts/attributes.ts';
import type { CheckedCallable } from './callables.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { spanOf, textOf, tolerated } from './file.ts';
import type { CheckedFile } from './file.ts';
import { checkHint } from './hints.ts';

/** Checks the names and types inside a runtime, requirements or hints section; what its keys mean is the rules' business. */
export function checkAttributes(
  file: CheckedFile,
  section: AttributeSectionNode,
  scope: ExpressionScope,
  task: CheckedCallable,
): void {
  const seen = new Map<string, (typeof section.attributes)[number]>();
  for (const attribute of section.attributes) {
    const key = textOf(file, attribute.key);
    const before = seen.get(key);
    if (before !== undefined) {
      file.problems.push({
        span: spanOf(attribute.key),
        severity: tolerated(file),
        code: 'duplicate-name',
        message: `'${key}' is given twice.`,
        note: 'Engines disagree about which of the two they take. Keep the one that is meant.',
        related: [
          { location: { uri: file.uri, span: spanOf(before.key) }, message: 'It is given here first.' },
        ],
      });
    }
    seen.set(key, attribute);
    if (!KNOWN.has(key)) reportUnknown(file, section, attribute.key, key);
    if (attribute.value === undefined) continue;
    if (section.kind === 'hints') checkHint(scope, task, key, attribute.value);
    else scope.infer(scope, attribute.value);
  }
  if (section.kind !== 'runtime') reportAliases(file, section);
}

/** A requirement or hint under its name and under that of an older version. */
function reportAliases(file: CheckedFile, section: AttributeSectionNode): void {
  const names = new Set(section.attributes.map((attribute) => textOf(file, attribute.key)));
  for (const { key } of section.attributes) {
    const name = textOf(file, key);
    const newer = attributeFact(name, section.kind)?.preferred;
    if (newer === undefined || !names.has(newer)) continue;
    file.problems.push({
      span: spanOf(key),
      severity: tolerated(file),
      code: 'duplicate-name',
      message: `'${name}' and '${newer}' are one and the same.`,
      note: `Engines disagree about which of the two they take. Keep '${newer}'.`,
    });
  }
}

const KNOWN: ReadonlySet<string> = new Set(ATTRIBUTES.map((fact) => fact.name));

/** Requirements are a closed list; elsewhere engines have attributes of their own, so that only slips are reported. */
function reportUnknown(
  file: CheckedFile,
  section: AttributeSectionNode,
  token: SyntaxToken,
  key: string,
): void {
  const names = ATTRIBUTES.filter((fact) => fact.sections.includes(section.kind)).map((fact) => fact.name);
  const suggestion = FOREIGN.has(key) ? undefined : closest(key, names);
  const isClosed = section.kind === 'requirements';
  if (suggestion === undefined && !isClosed) return;
  file.problems.push({
    span: spanOf(token),
    severity: isClosed ? tolerated(file) : 'warning',
    code: 'unknown-attribute',
    message:
      `'${key}' is no ${isClosed ? 'requirement' : 'attribute'} that is known.` +
      (suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`),
    note: isClosed
      ? "What an engine may ignore belongs into 'hints'."
      : 'Attributes that an engine does not know are ignored without a word.',
    ...(suggestion === undefined
      ? {}
      : {
          fixes: [
            { title: `Change to '${suggestion}'`, edits: [{ span: spanOf(token), newText: suggestion }] },
          ],
        }),
  });
}

/** Attributes of other engines that look like slips. Sources: Cromwell and miniwdl, runtime attributes. */
const FOREIGN: ReadonlySet<string> = new Set([
  ...['bootDiskSizeGb', 'cpuPlatform', 'cpus', 'disk', 'failOnStderr', 'gpuDriverVersion', 'noAddress'],
  ...['nvidiaDriverVersion', 'predefinedMachineType', 'privileged', 'queueArn', 'zones', 'inlineDockerfile'],
  ...[
    'docker_network',
    'dx_instance_type',
    'maxRetry',
    'memory_mb',
    'memory_gb',
    'cpu_platform',
    'gpu_type',
    'gpu_count',
  ],
]);
