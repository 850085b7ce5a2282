import type { CompletionCandidate } from '../../language.ts';

function snippet(label: string, insert: string, documentation: string): CompletionCandidate {
  return { label, kind: 'snippet', insert, snippet: true, documentation, rank: 4 };
}

/** Declarations. */
export const TOP_LEVEL: readonly CompletionCandidate[] = [
  snippet(
    'process',
    'process ${1:NAME} {\n  container \'${2:image}\'\n  cpus ${3:2}\n  memory \'${4:4} GB\'\n\n  input:\n  path ${5:reads}\n\n  output:\n  path \'${6:*.txt}\', emit: ${7:result}\n\n  script:\n  """\n  $0\n  """\n}',
    'A process: what one task does.',
  ),
  snippet(
    'workflow',
    'workflow ${1:NAME} {\n  take:\n  ${2:reads}\n\n  main:\n  $0\n\n  emit:\n  ${3:result} = ${4:channel}\n}',
    'A workflow that others call.',
  ),
  snippet('workflow (entry)', 'workflow {\n  $0\n}', 'The workflow that a run begins with.'),
  snippet(
    'include',
    "include { ${2:NAME} } from '${1:./module}'",
    'Brings processes, workflows and functions of another script.',
  ),
  snippet('def', 'def ${1:name}(${2:x}) {\n  $0\n}', 'A function.'),
  snippet('params', 'params.${1:name} = ${2:null}', 'The default of a parameter.'),
];

const SECTIONS: Readonly<Record<'process' | 'workflow' | 'entry', readonly (readonly [string, string])[]>> = {
  process: [
    ['input', 'What comes in.'],
    ['output', 'What goes out.'],
    ['when', 'A condition for the task to run.'],
    ['script', 'The commands of the task.'],
    ['exec', 'Groovy that the engine runs instead of commands.'],
    ['stub', 'Commands that run in place of the script in a trial.'],
  ],
  workflow: [
    ['take', 'What comes in.'],
    ['main', 'What it does.'],
    ['emit', 'What goes out.'],
  ],
  entry: [
    ['main', 'What it does.'],
    ['publish', 'What is published, since Nextflow 25.10.'],
  ],
};

/** The sections that are not there yet. */
export function sectionCandidates(
  kind: keyof typeof SECTIONS,
  there: ReadonlySet<string>,
): readonly CompletionCandidate[] {
  return SECTIONS[kind]
    .filter(([name]) => !there.has(name))
    .map(([name, documentation]) => ({
      label: `${name}:`,
      kind: 'keyword',
      documentation,
      insert: `${name}:\n`,
      filter: name,
      rank: 5,
    }));
}
