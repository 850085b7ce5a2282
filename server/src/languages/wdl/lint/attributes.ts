import type { AttributeNode, AttributeSectionNode } from '../ast.ts';
import type { CheckedCallable } from '../check/callables.ts';
import { spanOf, textOf } from '../check/file.ts';
import type { CheckedFile } from '../check/file.ts';
import { ATTRIBUTES, attributeFact } from '../facts/attributes.ts';
import { foldConstant } from '../lower/fold.ts';
import type { Fix } from '../../../text/index.ts';
import { atLeast } from '../versions.ts';
import { lineOf } from './deprecated-runtime.ts';
import type { Finding, Lint, LintContext } from './lint.ts';
import { typeAtSight } from './types.ts';

export const deprecatedAttribute: Lint = {
  code: 'deprecated-attribute',
  severity: 'hint',
  summary: 'A runtime attribute has a newer name.',
  why: 'Version 1.1 gave names to attributes that engines had named differently: `container` for `docker`, `returnCodes` for `continueOnReturnCode`. AWS HealthOmics reads both; other engines may not.',
  bad: 'version 1.1\n…\nruntime { docker: image }',
  good: 'version 1.1\n…\nruntime { container: image }',
  relevant: ({ file }) => atLeast(file.version, '1.1'),
  callable(callable, { attributes }) {
    const all = attributes(callable);
    return all.flatMap(({ name, node: attribute }) => {
      const newer = NEWER.get(name);
      if (newer === undefined || all.some((one) => one.name === newer)) return [];
      return [
        {
          span: spanOf(attribute.key),
          message: `'${name}' is called '${newer}' since WDL 1.1.`,
          tags: ['deprecated' as const],
          fixes: [
            {
              title: `Change to '${newer}'`,
              edits: [{ span: spanOf(attribute.key), newText: newer }],
              preferred: true as const,
            },
          ],
        },
      ];
    });
  },
};

/** Names for which version 1.1 has another; those of GPUs are of one age. */
const NEWER: ReadonlyMap<string, string> = new Map(
  ATTRIBUTES.flatMap(({ name, preferred }) => {
    const fact = ATTRIBUTES.find((one) => one.name === preferred);
    return fact?.since === '1.1' ? [[name, fact.name] as const] : [];
  }),
);

export const attributeOverridden: Lint = {
  code: 'attribute-overridden',
  severity: 'warning',
  summary: 'Two attributes mean the same, and one of them is not read.',
  why: 'AWS HealthOmics takes `acceleratorType` before `gpuType`, `acceleratorCount` before `gpuCount`, and `returnCodes` before `continueOnReturnCode`. Whoever changes the other one changes nothing.',
  bad: 'acceleratorType: "nvidia-l4"\ngpuType: "nvidia-tesla-t4"',
  good: 'acceleratorType: "nvidia-l4"',
  callable(callable, { file, attributes }) {
    const all = attributes(callable);
    const given = (name: string) => all.find((one) => one.name === name)?.node;
    return all.flatMap(({ name: loser, node: loses }) => {
      const winner = WINNERS.get(loser);
      const wins = winner === undefined ? undefined : given(winner);
      if (winner === undefined || wins === undefined) return [];
      return [
        {
          span: spanOf(loses.key),
          message: `'${loser}' is not read beside '${winner}'.`,
          note: 'Both mean the same. Remove this one.',
          tags: ['unnecessary' as const],
          related: [
            { location: { uri: file.uri, span: spanOf(wins.key) }, message: `'${winner}' is given here.` },
          ],
          fixes: [removeAttribute(file, loses)],
        },
      ];
    });
  },
};

/** The name that wins, by the other one. Source: HealthOmics user guide, WDL task attributes, 2025. */
const WINNERS: ReadonlyMap<string, string> = new Map([
  ['gpuType', 'acceleratorType'],
  ['gpuCount', 'acceleratorCount'],
  ['continueOnReturnCode', 'returnCodes'],
  ['docker', 'container'],
]);

export const attributeIgnored: Lint = {
  code: 'attribute-ignored',
  severity: 'hint',
  target: 'healthomics',
  summary: 'A runtime attribute that AWS HealthOmics does not read.',
  why: 'Disks are not asked for by a task: all tasks of a run share its storage, whose type and size are given when the run starts. Zones, boot disks, machine types and the like belong to other clouds. They do no harm, and have no effect.',
  bad: 'disks: "local-disk 200 SSD"',
  callable(callable, { attributes }) {
    const ignored = attributes(callable).filter(({ name }) => IGNORED.has(name));
    const [first] = ignored;
    if (first === undefined) return undefined;
    const names = ignored.map(({ name }) => name);
    return {
      span: spanOf(first.node.key),
      message: `AWS HealthOmics does not read ${listed(names.map((name) => `'${name}'`))}.`,
      note: [...new Set(names.map((name) => IGNORED.get(name) ?? ELSEWHERE))].join(' '),
      tags: ['unnecessary'],
    };
  },
};

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

const STORAGE = 'All tasks of a run share its storage; type and size are chosen when the run starts.';
const ELSEWHERE = 'It belongs to another cloud or engine, and has no effect here.';

/** Sources: HealthOmics user guide, "Task compute and memory", 2025; Cromwell's runtime attributes by backend. */
const IGNORED: ReadonlyMap<string, string> = new Map([
  ...['disks', 'disk', 'bootDiskSizeGb', 'disk_size', 'diskGb'].map((name) => [name, STORAGE] as const),
  ...[
    ...['zones', 'noAddress', 'cpuPlatform', 'predefinedMachineType', 'nvidiaDriverVersion'],
    ...['gpuDriverVersion', 'queueArn', 'dx_instance_type', 'awsBatchRetryAttempts', 'maxConcurrentTasks'],
    ...['slurm_partition', 'slurm_account', 'sge_project', 'useDockerImageCache', 'checkpointFile'],
  ].map((name) => [name, ELSEWHERE] as const),
  ['fpga', 'It has no FPGAs.'],
]);

export const preemptibleValue: Lint = {
  code: 'preemptible-value',
  severity: 'information',
  target: 'healthomics',
  summary: "'preemptible' has a value that AWS HealthOmics gives no meaning.",
  why: 'There is no spot capacity to ask for. AWS HealthOmics reads `preemptible` as the number of retries after an error of the service itself: 0 for none, 1 or 2. Two is also what happens without it.',
  bad: 'preemptible: 5',
  good: 'preemptible: 2',
  callable(callable, { file, attributes }) {
    const given = attributes(callable).filter(({ name }) => name === 'preemptible');
    return given.flatMap(({ node: attribute }) => {
      if (attribute.value === undefined) return [];
      const value = foldConstant(file, callable.root, attribute.value);
      if (value === undefined || value === 0 || value === 1 || value === 2) return [];
      const isLiteral = /^\d+$/.test(textOf(file, attribute.value));
      return [
        {
          span: spanOf(attribute.value),
          message: `'preemptible' is 0, 1 or 2 on AWS HealthOmics, not ${String(value)}.`,
          note: 'It says how often a task is tried again after an error of the service. It does not ask for cheaper capacity.',
          ...(isLiteral
            ? {
                fixes: [
                  {
                    title: "Change to '2'",
                    edits: [{ span: spanOf(attribute.value), newText: '2' }],
                    preferred: true as const,
                  },
                ],
              }
            : {}),
        },
      ];
    });
  },
};

export const attributeType: Lint = {
  code: 'attribute-type',
  severity: 'warning',
  summary: 'A runtime attribute has a value of a type that it cannot have.',
  why: 'Attributes have types: `cpu` is a number, `container` a text, `gpu` true or false. An engine that cannot read a value fails the task, or goes on with its default.',
  bad: 'cpu: "four"',
  good: 'cpu: 4',
  callable(callable, context) {
    return callable.attributes.flatMap((section) =>
      section.attributes.flatMap((attribute) => wrongType(attribute, section.kind, callable, context)),
    );
  },
};

const TYPES = { runtime: typesIn('runtime'), requirements: typesIn('requirements'), hints: typesIn('hints') };

/** The types that attributes of the section may have, by name. */
function typesIn(section: AttributeSectionNode['kind']): ReadonlyMap<string, readonly string[]> {
  return new Map(
    ATTRIBUTES.flatMap(({ name }) => {
      const type = attributeFact(name, section)?.type;
      return type === undefined ? [] : [[name, type.split(' | ')] as const];
    }),
  );
}

function wrongType(
  attribute: AttributeNode,
  section: AttributeSectionNode['kind'],
  callable: CheckedCallable,
  context: LintContext,
): Finding[] {
  const { file } = context;
  const name = textOf(file, attribute.key);
  const wanted = TYPES[section].get(name);
  if (attribute.value === undefined || wanted === undefined) return [];
  const type = typeAtSight(context, attribute.value);
  if (type?.kind !== 'primitive' || wanted.includes(type.name)) return [];
  const constant = foldConstant(file, callable.root, attribute.value);
  // A number that is whole in fact is one for every engine; the letter has no other conversions.
  if (type.name === 'Int' && wanted.includes('Float')) return [];
  if (file.target === 'healthomics' && isReadable(type.name, wanted, constant)) return [];
  return [
    {
      span: spanOf(attribute.value),
      message: `'${name}' takes '${wanted.join("' or '")}', not '${type.name}'.`,
    },
  ];
}

/** Engines read numbers and truth values out of texts; what stands in a variable is not known before the run. */
function isReadable(
  type: string,
  wanted: readonly string[],
  constant: string | number | boolean | null | undefined,
): boolean {
  if (type === 'Float' && wanted.includes('Int')) return true;
  if (type !== 'String') return false;
  if (typeof constant !== 'string') return true;
  if (wanted.some((one) => one === 'Int' || one === 'Float')) return /^\s*\d+(\.\d+)?\s*$/.test(constant);
  return wanted.includes('Boolean') && /^(true|false)$/i.test(constant);
}

/** With its line, where nothing else stands on it. */
function removeAttribute({ text }: CheckedFile, attribute: AttributeNode): Fix {
  return { title: 'Remove it', edits: [{ span: lineOf(text, attribute), newText: '' }], preferred: true };
}
