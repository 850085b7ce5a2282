import type { Port, ValueType, WorkflowModel } from '../model/index.ts';

/** What the cells of a column become. */
export type ColumnTarget =
  | { readonly kind: 'parameter'; readonly path: readonly string[]; readonly type: ValueType }
  | { readonly kind: 'field'; readonly name: 'runSettingId' | 'name' | 'outputUri' | 'priority' }
  | { readonly kind: 'tag'; readonly key: string }
  | { readonly kind: 'nothing' };

export interface Column {
  readonly header: string;
  readonly target: ColumnTarget;
}

/** What somebody said about columns, by header: `bam`, `sample.name`, `runSettingId`, `tag:project`, or `-` for nothing. */
export type ColumnChoices = Readonly<Record<string, string>>;

const FIELDS = ['runSettingId', 'name', 'outputUri', 'priority'] as const;

/** Names that people give to the same thing; the first of a group stands for all. */
const SAME: readonly (readonly string[])[] = [
  ['fastq1', 'fq1', 'r1', 'read1', 'reads1', 'forward', 'forwardreads', 'fastqr1', 'fastqforward'],
  ['fastq2', 'fq2', 'r2', 'read2', 'reads2', 'reverse', 'reversereads', 'fastqr2', 'fastqreverse'],
  ['sample', 'sampleid', 'samplename', 'sampleidentifier'],
  ['bam', 'inputbam', 'alignedbam', 'bamfile'],
  ['bai', 'bamindex', 'inputbamindex', 'baifile'],
  ['cram', 'inputcram', 'cramfile'],
  ['vcf', 'inputvcf', 'vcffile'],
];

/** What each column stands for: as it was chosen, else by its name. No two stand for the same parameter. */
export function columnsOf(
  headers: readonly string[],
  model: WorkflowModel,
  choices: ColumnChoices = {},
): readonly Column[] {
  const taken = new Set<string>();
  const take = (target: ColumnTarget | undefined) => {
    if (target === undefined) return undefined;
    const name = nameOfTarget(target);
    if (target.kind !== 'nothing' && taken.has(name)) return undefined;
    taken.add(name);
    return target;
  };
  const chosen = headers.map((header) => {
    const choice = choices[header];
    return choice === undefined ? undefined : take(targetNamed(choice, model));
  });
  const exact = headers.map((header, i) => chosen[i] ?? take(exactTarget(header, model)));
  const guessed = headers.map((header, i) => exact[i] ?? take(likeTarget(header, model, taken)));
  return headers.map((header, i) => ({ header, target: guessed[i] ?? { kind: 'nothing' } }));
}

/** The words of `ColumnChoices` for a target. */
export function nameOfTarget(target: ColumnTarget): string {
  switch (target.kind) {
    case 'parameter':
      return target.path.join('.');
    case 'field':
      return target.name;
    case 'tag':
      return `tag:${target.key}`;
    case 'nothing':
      return '-';
  }
}

/** `undefined` for words that name nothing. */
export function targetNamed(choice: string, model: WorkflowModel): ColumnTarget | undefined {
  if (choice === '-' || choice === '') return { kind: 'nothing' };
  if (choice.startsWith('tag:')) return { kind: 'tag', key: choice.slice('tag:'.length) };
  const parameter = parameterAt(choice.split('.'), model);
  if (parameter !== undefined) return parameter;
  const field = FIELDS.find((name) => name === choice);
  return field === undefined ? undefined : { kind: 'field', name: field };
}

function exactTarget(header: string, model: WorkflowModel): ColumnTarget | undefined {
  const name = header.trim();
  const target = name === '' ? undefined : targetNamed(name, model);
  return isStruct(target) ? undefined : target;
}

function likeTarget(
  header: string,
  model: WorkflowModel,
  taken: ReadonlySet<string>,
): ColumnTarget | undefined {
  const like = meaning(header);
  if (like === '') return undefined;
  const free = model.entry.inputs.filter(({ name }) => !taken.has(name));
  const plain = free.filter(({ type }) => type.kind !== 'struct');
  const same = (port: Port) => meaning(port.name) === like;
  const members = free.flatMap(({ name, type }) =>
    type.kind === 'struct'
      ? type.members.map((member) => ({ path: [name, member.name], type: member.type }))
      : [],
  );
  const port = plain.find(same);
  if (port !== undefined) return { kind: 'parameter', path: [port.name], type: port.type };
  const member = members.find(({ path }) => meaning(path[1] ?? '') === like && !taken.has(path.join('.')));
  if (member !== undefined) return { kind: 'parameter', ...member };
  const field = FIELDS.find((name) => folded(name) === folded(header));
  return field === undefined ? undefined : { kind: 'field', name: field };
}

/** A whole struct fits into a cell only as JSON, which nobody writes unless it was chosen. */
function isStruct(target: ColumnTarget | undefined): boolean {
  return target?.kind === 'parameter' && target.type.kind === 'struct';
}

function parameterAt(path: readonly string[], model: WorkflowModel): ColumnTarget | undefined {
  const [first = '', ...rest] = path[0] === model.entry.name && path.length > 1 ? path.slice(1) : path;
  const port = model.entry.inputs.find(({ name }) => name === first);
  if (port === undefined) return undefined;
  let { type } = port;
  for (const step of rest) {
    const member = type.kind === 'struct' ? type.members.find(({ name }) => name === step) : undefined;
    if (member === undefined) return undefined;
    type = member.type;
  }
  return { kind: 'parameter', path: [first, ...rest], type };
}

/** The same word for names that mean the same. */
function meaning(name: string): string {
  const plain = folded(name);
  return SAME.find((group) => group.includes(plain))?.[0] ?? plain;
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
