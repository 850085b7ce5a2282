import type { Requirement } from '../document/index.ts';
import { resolved } from '../document/index.ts';
import { mayHoldExpression } from '../expressions/scan.ts';
import type { CheckedFile } from './file.ts';
import { report } from './file.ts';
import type { CheckedProcess } from './processes.ts';
import { LOOP } from './steps.ts';

const MEMORY_RETRY = 'http://arvados.org/cwl#OutOfMemoryRetry';
const CUDA = 'CUDARequirement';

/** Below, the service takes this. Source: HealthOmics user guide, 2026, retries with more memory. */
const LEAST_MULTIPLIER = 1.5;

/** Namespaces of the extensions that AWS HealthOmics reads, by the prefix that everybody gives them. */
const NAMESPACES: Readonly<Record<string, string>> = {
  cwltool: 'http://commonwl.org/cwltool#',
  arv: 'http://arvados.org/cwl#',
  arvados: 'http://arvados.org/cwl#',
};

/** What AWS HealthOmics refuses or reads in another way. */
export function checkForHealthOmics(file: CheckedFile, processes: readonly CheckedProcess[]): void {
  const undeclared = new Set<string>();
  for (const { process } of processes) {
    if (
      process.class === 'Operation' &&
      process.classNode !== undefined &&
      file.settings.target === 'healthomics'
    ) {
      report(file, 'cwl-operation', process.classNode, {
        message: "AWS HealthOmics does not run a process of class 'Operation'.",
        note: 'It is a place for a step that is not written yet. Put a tool or a workflow there.',
      });
    }
    for (const part of [process, ...process.steps]) {
      for (const one of [...part.requirements, ...part.hints]) {
        checkPrefix(file, one, undeclared);
        if (one.name === MEMORY_RETRY && file.settings.target === 'healthomics') checkRetry(file, one);
        if (one.name === LOOP && process.version !== undefined && process.version !== 'v1.2') {
          report(file, 'cwl-loop-version', one.classNode, {
            message: `A loop needs CWL v1.2, and this is ${process.version}.`,
            note: "Write 'cwlVersion: v1.2'.",
          });
        }
      }
    }
  }
}

/** Once for each prefix. */
function checkPrefix(file: CheckedFile, { class: written, classNode }: Requirement, said: Set<string>): void {
  const prefix = /^([A-Za-z]\w*):(?!\/\/)/.exec(written)?.[1];
  const { namespaces, root } = file.document;
  if (prefix === undefined || namespaces.has(prefix) || said.has(prefix)) return;
  said.add(prefix);
  const uri = Object.hasOwn(NAMESPACES, prefix) ? NAMESPACES[prefix] : undefined;
  const isGpu = written.endsWith(CUDA);
  const first = root?.entries[0];
  const known = root?.entries.some(({ key }) => key.text === '$namespaces') === true;
  report(
    file,
    'cwl-namespace-missing',
    { start: classNode.start, end: classNode.end },
    {
      message: `'${prefix}' stands for nothing: '$namespaces' does not declare it.`,
      ...(isGpu ? {} : { severity: 'warning' as const }),
      note: isGpu
        ? 'So the requirement is not read, and the task gets no GPU.'
        : `Engines read what '${written}' means by the whole name that the prefix stands for.`,
      fixes:
        uri === undefined || first === undefined || root?.flow !== false || known
          ? []
          : [
              {
                title: `Declare '${prefix}' under '$namespaces'`,
                edits: [
                  {
                    span: { start: first.key.start, end: first.key.start },
                    newText: `$namespaces:\n  ${prefix}: "${uri}"\n`,
                  },
                ],
                preferred: true,
              },
            ],
    },
  );
}

function checkRetry(file: CheckedFile, { fields }: Requirement): void {
  const value = resolved(fields.get('memoryRetryMultiplier')?.value);
  if (value?.kind !== 'scalar' || mayHoldExpression(value.text)) return;
  const number = value.value;
  if (typeof number !== 'number' || number <= 1) {
    report(file, 'cwl-memory-retry', value, {
      message: `'${value.text}' is no number above 1.`,
      note: 'A task that ran out of memory is tried again with that many times the memory. AWS HealthOmics refuses other values.',
    });
  } else if (number < LEAST_MULTIPLIER) {
    report(file, 'cwl-memory-retry', value, {
      severity: 'information',
      message: `AWS HealthOmics takes ${LEAST_MULTIPLIER} for '${value.text}'.`,
      note: `${LEAST_MULTIPLIER} is the least by which it raises the memory of a retry.`,
    });
  }
}
