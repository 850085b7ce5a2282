/** A workspace made up by a seed: the same seed gives the same files on every machine. */
export interface GeneratedWorkspace {
  /** Text by path relative to the workspace's folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly lines: number;
}

const VERBS = ['Align', 'Sort', 'Merge', 'Index', 'Filter', 'Call', 'Annotate', 'Split', 'Count', 'Trim'];
const NOUNS = ['Reads', 'Bam', 'Variants', 'Intervals', 'Contigs', 'Samples', 'Peaks', 'Genes'];
const WORDS = [
  'quality',
  'depth',
  'prefix',
  'threads',
  'window',
  'overlap',
  'cutoff',
  'label',
  'ploidy',
  'seed',
];
const TYPES = [
  'Int',
  'Float',
  'String',
  'Boolean',
  'File',
  'Array[File]',
  'Array[String]+',
  'Map[String, Int]',
];

/** `count` files: every tenth a workflow that imports libraries of tasks, and one file of structs for all. */
export function generateWorkspace(seed: number, count: number): GeneratedWorkspace {
  const random = numbers(seed);
  const files = new Map<string, string>([['types.wdl', structsText()]]);
  const libraries: { path: string; tasks: readonly Task[] }[] = [];
  for (let i = 1; files.size < count; i++) {
    if (i % 10 === 0) {
      const imported = pick(random, libraries, 4);
      files.set(`pipelines/p${i}.wdl`, workflowText(random, `Pipeline${i}`, imported, '../'));
      continue;
    }
    const tasks = Array.from({ length: 2 + Math.floor(random() * 4) }, (_, n) =>
      makeTask(random, `${i}x${n}`),
    );
    const path = `tasks/group${i % 7}/t${i}.wdl`;
    libraries.push({ path, tasks });
    files.set(path, `version 1.1\n\nimport "../../types.wdl"\n\n${tasks.map(taskText).join('\n')}`);
  }
  return { files, lines: linesOf(files.values()) };
}

/** One self-contained file of about `lines` lines: tasks, and a workflow that calls them all. */
export function generateLongFile(seed: number, lines: number): string {
  const random = numbers(seed);
  const tasks: string[] = [];
  const calls: string[] = [];
  for (let length = 0; length < lines;) {
    const task = makeTask(random, String(tasks.length));
    const [text, call] = [taskText(task), callText(random, task, task.name, `call${calls.length}`)];
    tasks.push(text);
    calls.push(call);
    length += linesOf([text, call]) + 2;
  }
  const workflow = `workflow Long {\n  input {\n    File start\n    Int number = 3\n  }\n\n${calls.join('\n')}}\n`;
  return ['version 1.1\n', ...tasks, workflow].join('\n');
}

/** A workflow with `count` inputs, and a parameter file of about `bytes` bytes for it. */
export function generateParameters(
  seed: number,
  bytes: number,
): { readonly wdl: string; readonly json: string } {
  const random = numbers(seed);
  const inputs: string[] = [];
  const values: Record<string, unknown> = {};
  for (let size = 0, i = 0; size < bytes; i++) {
    const name = `${choose(random, WORDS)}_${i}`;
    const list = Array.from({ length: 8 }, (_, n) => `s3://bucket-${i}/sample-${n}/reads_${i}_${n}.fastq.gz`);
    const [type, value] = i % 2 === 0 ? (['Array[File]+', list] as const) : (['Int', i] as const);
    inputs.push(`    ${type} ${name}`);
    values[name] = value;
    size += JSON.stringify(value).length + name.length + 4;
  }
  return {
    wdl: `version 1.1\n\nworkflow Many {\n  input {\n${inputs.join('\n')}\n  }\n}\n`,
    json: JSON.stringify(values),
  };
}

interface Task {
  readonly name: string;
  readonly inputs: readonly { readonly name: string; readonly type: string; readonly optional: boolean }[];
}

function makeTask(random: () => number, suffix: string): Task {
  const names = pick(random, WORDS, 3 + Math.floor(random() * 4));
  return {
    name: `${choose(random, VERBS)}${choose(random, NOUNS)}${suffix}`,
    inputs: [
      { name: 'input_file', type: 'File', optional: false },
      ...names.map((name) => ({ name, type: choose(random, TYPES), optional: random() < 0.6 })),
    ],
  };
}

function taskText({ name, inputs }: Task): string {
  const declared = inputs.map(
    ({ name: input, type, optional }) => `    ${type}${optional ? '?' : ''} ${input}`,
  );
  const used = inputs.map(({ name: input, type, optional }) => `      ${flag(input, type, optional)} \\`);
  const documented = inputs.map(({ name: input }) => `    ${input}: "What ${input} means to ${name}"`);
  return `## ${name} makes one file out of another.
task ${name} {
  input {
${declared.join('\n')}
    Int cpu = 4
  }

  Int disk_gb = ceil(size(input_file, "GB")) * 2 + 10
  String base = basename(input_file, ".bam")

  command <<<
    set -euo pipefail
    tool run --in ~{input_file} \\
${used.join('\n')}
      --threads ~{cpu} --out ~{base}.out
    for part in $(ls *.out); do echo "\${part}"; done
  >>>

  output {
    File result = "~{base}.out"
    Int lines = read_int(stdout())
  }

  runtime {
    container: "123456789012.dkr.ecr.us-east-1.amazonaws.com/tool:1.17"
    cpu: cpu
    memory: "~{cpu * 4} GiB"
    disks: "local-disk ~{disk_gb} SSD"
    maxRetries: 2
  }

  parameter_meta {
${documented.join('\n')}
    cpu: "Threads"
  }
}
`;
}

function flag(input: string, type: string, optional: boolean): string {
  if (type.startsWith('Array')) {
    return optional
      ? `--${input} ~{if defined(${input}) then "given" else "none"}`
      : `--${input} ~{sep(",", ${input})}`;
  }
  if (type.startsWith('Map'))
    return `--${input} ${optional ? 'map' : `~{write_map(${input})}`}`.replace('write_map', 'write_json');
  return optional ? `~{"--${input} " + ${input}}` : `--${input} ~{${input}}`;
}

function workflowText(
  random: () => number,
  name: string,
  libraries: readonly { readonly path: string; readonly tasks: readonly Task[] }[],
  up: string,
): string {
  const imports = libraries.map(({ path }, i) => `import "${up}${path}" as lib${i}`);
  const calls = libraries.flatMap(({ tasks }, i) =>
    tasks.map((task, n) => callText(random, task, `lib${i}.${task.name}`, `step${i}_${n}`)),
  );
  return `version 1.1

import "${up}types.wdl"
${imports.join('\n')}

workflow ${name} {
  input {
    File start
    Int number = 3
    Sample? sample
  }

${calls.join('\n')}
  output {
    File first = step0_0.result
  }
}
`;
}

const VALUES: Readonly<Record<string, string>> = {
  Int: 'number',
  Float: '0.5 * number',
  String: '"value-~{number}"',
  Boolean: 'number > 2',
  File: 'start',
  'Array[File]': '[start]',
  'Array[String]+': '["a", "b"]',
  'Map[String, Int]': '{"a": number}',
};

function callText(random: () => number, task: Task, target: string, alias: string): string {
  const given = task.inputs.filter(({ optional }) => !optional || random() < 0.5);
  const inputs = given.map(({ name, type }) => `      ${name} = ${VALUES[type] ?? 'start'},`);
  return `  call ${target} as ${alias} {\n    input:\n${inputs.join('\n')}\n  }\n`;
}

function structsText(): string {
  return 'version 1.1\n\nstruct Sample {\n  String name\n  File reads_1\n  File? reads_2\n  Map[String, String] tags\n}\n';
}

function linesOf(texts: Iterable<string>): number {
  let lines = 0;
  for (const text of texts) lines += text.split('\n').length - 1;
  return lines;
}

function choose<T>(random: () => number, from: readonly T[]): T {
  const chosen = from[Math.floor(random() * from.length)];
  if (chosen === undefined) throw new Error('There is nothing to choose from.');
  return chosen;
}

/** `count` different ones, or all. */
function pick<T>(random: () => number, from: readonly T[], count: number): readonly T[] {
  const left = [...from];
  const picked: T[] = [];
  while (picked.length < count && left.length > 0) {
    picked.push(...left.splice(Math.floor(random() * left.length), 1));
  }
  return picked;
}

/** Numbers in [0, 1) by the mulberry32 recurrence. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
