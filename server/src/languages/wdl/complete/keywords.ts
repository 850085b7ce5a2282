import type { CompletionCandidate } from '../../language.ts';
import type { TaskNode, WdlNode, WorkflowNode } from '../ast.ts';
import type { CheckedFile } from '../check/file.ts';
import { KEYWORD_DOCS } from '../facts/words.ts';
import { atLeast, WDL_VERSIONS } from '../versions.ts';

export function topLevelCandidates(file: CheckedFile): CompletionCandidate[] {
  const { root } = file.tree;
  if (root.version === undefined && root.items.length <= 1) {
    return [
      ...['1.1', '1.0', 'development'].map((version, i) => ({
        ...keyword(`version ${version}`, `version ${version}`),
        filter: 'version',
        rank: 1 + i,
      })),
      ...declarations(file),
    ];
  }
  return declarations(file);
}

/** Versions that the target runs come first. */
export function versionCandidates(): CompletionCandidate[] {
  const order = ['1.1', '1.0', 'development'];
  return WDL_VERSIONS.filter((version) => version !== 'draft-2').map((label) => {
    const at = order.indexOf(label);
    return { label, kind: 'value', rank: at < 0 ? 6 : at + 1 };
  });
}

export function taskBodyCandidates(file: CheckedFile, task: TaskNode): CompletionCandidate[] {
  const present = presentSections(task);
  const candidates: CompletionCandidate[] = [];
  const add = (name: string, insert: string, rank: number) => {
    if (!present.has(name)) candidates.push({ ...keyword(name, insert), rank });
  };
  add('input', 'input {\n  $0\n}', 1);
  add('command', 'command <<<\n  set -euo pipefail\n  $0\n>>>', 1);
  add('output', 'output {\n  $0\n}', 1);
  if (atLeast(file.version, '1.2') && !present.has('runtime')) {
    add('requirements', 'requirements {\n  container: "$1"\n  cpu: ${2:2}\n  memory: "${3:4} GiB"\n}', 1);
    add('hints', 'hints {\n  $0\n}', 2);
  }
  if (!present.has('requirements')) {
    const image = atLeast(file.version, '1.1') ? 'container' : 'docker';
    add('runtime', `runtime {\n  ${image}: "$1"\n  cpu: \${2:2}\n  memory: "\${3:4} GiB"\n}`, 1);
  }
  add('meta', 'meta {\n  description: "$0"\n}', 2);
  add('parameter_meta', 'parameter_meta {\n  $0\n}', 2);
  return candidates;
}

/** What may start an item of a workflow, a scatter or a conditional; sections stand in the workflow itself only. */
export function workflowBodyCandidates(file: CheckedFile, node: WdlNode): CompletionCandidate[] {
  const candidates: CompletionCandidate[] = [
    { ...keyword('call', 'call $0'), rank: 1 },
    { ...keyword('scatter', 'scatter (${1:item} in ${2:items}) {\n  $0\n}'), rank: 1 },
    { ...keyword('if', 'if (${1:condition}) {\n  $0\n}'), rank: 1 },
  ];
  if (node.kind !== 'workflow') return candidates;
  const present = presentSections(node);
  for (const name of ['input', 'output', 'meta', 'parameter_meta']) {
    if (!present.has(name)) candidates.push({ ...keyword(name, `${name} {\n  $0\n}`), rank: 1 });
  }
  if (atLeast(file.version, '1.2') && !present.has('hints')) {
    candidates.push({ ...keyword('hints', 'hints {\n  $0\n}'), rank: 3 });
  }
  return candidates;
}

export function keyword(label: string, insert?: string): CompletionCandidate {
  const doc = KEYWORD_DOCS.get(label);
  return {
    label,
    kind: 'keyword',
    ...(doc === undefined ? {} : { documentation: doc }),
    ...(insert === undefined ? {} : { insert, snippet: true }),
  };
}

function declarations(file: CheckedFile): CompletionCandidate[] {
  const image = atLeast(file.version, '1.1') ? 'container' : 'docker';
  const task = [
    'task ${1:name} {',
    '  input {',
    '    $2',
    '  }',
    '',
    '  command <<<',
    '    set -euo pipefail',
    '    $0',
    '  >>>',
    '',
    '  output {',
    '  }',
    '',
    '  runtime {',
    `    ${image}: "$3"`,
    '    cpu: 2',
    '    memory: "4 GiB"',
    '  }',
    '}',
  ].join('\n');
  const candidates: CompletionCandidate[] = [
    { ...keyword('task', task), rank: 1 },
    { ...keyword('import', 'import "$1" as $0'), rank: 1 },
  ];
  if (atLeast(file.version, '1.0')) {
    candidates.push({ ...keyword('struct', 'struct ${1:Name} {\n  $0\n}'), rank: 2 });
  }
  if (atLeast(file.version, '1.3')) {
    candidates.push({ ...keyword('enum', 'enum ${1:Name} {\n  $0\n}'), rank: 2 });
  }
  if (!file.tree.root.items.some((item) => item.kind === 'workflow')) {
    const workflow = 'workflow ${1:name} {\n  input {\n    $2\n  }\n\n  $0\n\n  output {\n  }\n}';
    candidates.push({ ...keyword('workflow', workflow), rank: 1 });
  }
  return candidates;
}

function presentSections(node: TaskNode | WorkflowNode): Set<string> {
  return new Set(node.body.map((item) => item.kind));
}
