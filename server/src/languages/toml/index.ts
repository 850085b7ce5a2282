import { TomlError, parse as parseToml } from 'smol-toml';
import type { StatedValue } from '../../documents/index.ts';
import { DOCUMENT_RULES } from '../../documents/index.ts';
import type { RequestField } from '../../healthomics/field.ts';
import { fieldIssue } from '../../healthomics/field.ts';
import { PROJECT_CONFIG_FIELDS } from '../../healthomics/project-config-fields.ts';
import { parseS3Uri } from '../../healthomics/s3-uri.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { Fix, Problem, RuleInfo, Span } from '../../text/index.ts';
import { LineIndex, closest, span, touches } from '../../text/index.ts';
import type {
  AccountValue,
  Analysis,
  CompletionCandidate,
  Description,
  Language,
  Parsed,
} from '../language.ts';
import type { Entry } from './scan.ts';
import { scan } from './scan.ts';

export interface TomlTree extends SyntaxTree {
  readonly entries: readonly Entry[];
}

const TOML_RULES: readonly RuleInfo[] = [
  {
    code: 'toml-syntax',
    severity: 'error',
    summary: 'The project file is not valid TOML.',
    why: 'Nothing of it is read then. Text stands in double quotes, each key on a line of its own.',
    bad: 'run_output_uri = s3://bucket/out/',
    good: 'run_output_uri = "s3://bucket/out/"',
  },
  {
    code: 'project-value',
    severity: 'error',
    summary: 'A value of the project file is none that a run could use.',
    why: 'The values go into the request that starts a run: a role’s ARN, an S3 URI, a storage type.',
    bad: 'run_storage_type = "FAST"',
    good: 'run_storage_type = "DYNAMIC"',
  },
];

/** `.healthomics/config.toml`: defaults for the runs of a folder. */
export const toml: Language<TomlTree, undefined> = {
  id: 'toml',
  accepts: (uri) => uri.endsWith('/.healthomics/config.toml'),
  parse,
  imports: () => [],
  // Editors call every TOML file one of this language; only the project file is ours.
  analyze: ({ tree }, { kind }) => (kind === 'other' ? NOTHING : analyze(tree)),
  folds: new Set(),
  rules: TOML_RULES,
};

function parse(text: string): Parsed<TomlTree> {
  const { entries, comments, elements } = scan(text);
  const root = { kind: 'document', start: 0, end: text.length, children: elements };
  return { tree: { text, root, comments, entries }, problems: syntaxProblems(text) };
}

function syntaxProblems(text: string): readonly Problem[] {
  try {
    parseToml(text);
    return [];
  } catch (error) {
    const lines = new LineIndex(text);
    const line = error instanceof TomlError ? error.line - 1 : 0;
    const start = lines.lineStart(line);
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return [
      {
        span: span(start, Math.max(start, lines.lineEnd(line))),
        severity: 'error',
        code: 'toml-syntax',
        message: `This is not valid TOML: ${reason.replace(/^Invalid TOML document:\s*/, '').replace(/\.$/, '')}.`,
        note: 'Text stands in double quotes, and each key on a line of its own.',
      },
    ];
  }
}

const NOTHING: Analysis<undefined> = {
  problems: [],
  symbols: new Map(),
  occurrences: [],
  outline: [],
  links: [],
  callables: [],
  exports: undefined,
  fingerprint: '',
  completions: () => [],
  describe: () => undefined,
};

function analyze(tree: TomlTree): Analysis<undefined> {
  return {
    ...NOTHING,
    problems: tree.entries.filter(({ isTop }) => isTop).flatMap((entry) => problemsOf(entry, tree)),
    completions: (offset, account) => completions(tree, offset, account ?? []),
    describe: (offset) => describe(tree, offset),
    stated: () => ({ members: tree.entries.flatMap(statedBy), parameters: [], inputs: [], images: [] }),
    accountQuery(offset) {
      const kind = fieldOf(entryAt(tree, offset))?.account;
      return kind === undefined ? undefined : { kind };
    },
  };
}

const FIELDS = PROJECT_CONFIG_FIELDS.rows;

function fieldOf(entry: Entry | undefined): RequestField | undefined {
  return entry?.isTop === true ? FIELDS.find(({ name }) => name === entry.name) : undefined;
}

function problemsOf(entry: Entry, tree: TomlTree): readonly Problem[] {
  const field = fieldOf(entry);
  if (field === undefined) return misspelt(entry, tree);
  const { value, text } = entry;
  if (value === undefined) return [];
  if (text === undefined) return [problem(value, `'${field.name}' must be text in double quotes.`, field)];
  // An empty value is one that nobody has filled in yet.
  const issue = text === '' ? undefined : (fieldIssue(field, text) ?? formIssue(field, text));
  if (issue === undefined) return [];
  const choice = field.values?.find((one) => one === text.toUpperCase()) ?? closest(text, field.values ?? []);
  const fixes: Fix[] =
    choice === undefined
      ? []
      : [
          {
            title: `Replace with '${choice}'`,
            edits: [{ span: place(value), newText: `"${choice}"` }],
            preferred: true,
          },
        ];
  return [
    { ...problem(value, `'${field.name}' ${issue}.`, field), ...(fixes.length === 0 ? {} : { fixes }) },
  ];
}

function formIssue(field: RequestField, text: string): string | undefined {
  if (field.example === 's3://') {
    const uri = parseS3Uri(text);
    return uri.ok ? undefined : uri.reason;
  }
  const isRole = field.account !== 'role' || /^arn:[\w-]+:iam::\d{12}:role\/\S+$/.test(text);
  return isRole ? undefined : 'must be the ARN of a role, such as arn:aws:iam::123456789012:role/name';
}

/** Only names that are nearly ours: the file is shared with tools that have names of their own. */
function misspelt(entry: Entry, tree: TomlTree): readonly Problem[] {
  const given = new Set(tree.entries.map(({ name }) => name));
  const suggestion = closest(
    entry.name,
    FIELDS.map(({ name }) => name).filter((name) => !given.has(name)),
  );
  if (suggestion === undefined) return [];
  const { code, severity } = DOCUMENT_RULES['project-key-unknown'];
  return [
    {
      span: place(entry.key),
      severity,
      code,
      message: `Nobody reads '${entry.name}'. Did you mean '${suggestion}'?`,
      note: 'A key that is not known has no effect, and nothing says so.',
      fixes: [
        {
          title: `Rename to '${suggestion}'`,
          edits: [{ span: place(entry.key), newText: suggestion }],
          preferred: true,
        },
      ],
    },
  ];
}

function problem(at: Span, message: string, field: RequestField): Problem {
  return { span: place(at), severity: 'error', code: 'project-value', message, note: field.doc };
}

function place({ start, end }: Span): Span {
  return span(start, end);
}

/** The member of StartRun that a key stands for, with the value inside its quotes. */
function statedBy({ name, value, text, isTop }: Entry): readonly StatedValue[] {
  const member = isTop ? MEMBERS.get(name) : undefined;
  if (member === undefined || value === undefined || text === undefined || text === '') return [];
  return [{ name: member, value: text.trim(), span: span(value.start + 1, value.end - 1) }];
}

const MEMBERS: ReadonlyMap<string, string> = new Map([
  ['omics_iam_role', 'roleArn'],
  ['run_output_uri', 'outputUri'],
  ['run_storage_type', 'storageType'],
]);

function entryAt(tree: TomlTree, offset: number): Entry | undefined {
  return tree.entries.find((entry) => {
    const lineEnd = tree.text.slice(entry.end).search(/[\r\n]|$/) + entry.end;
    return touches(span(entry.start, lineEnd), offset) && offset > entry.key.end;
  });
}

function completions(
  tree: TomlTree,
  offset: number,
  account: readonly AccountValue[],
): readonly CompletionCandidate[] {
  const entry = entryAt(tree, offset);
  if (entry !== undefined) return valuesFor(entry, tree, offset, account);
  const firstTable = tree.root.children.find(({ kind }) => kind === 'table');
  if (firstTable !== undefined && offset > firstTable.start) return [];
  const given = new Set(tree.entries.filter(({ key }) => !touches(key, offset)).map(({ name }) => name));
  const typed = tree.entries.find(({ key }) => touches(key, offset));
  return FIELDS.filter(({ name }) => !given.has(name)).map((field, index) => ({
    label: field.name,
    kind: 'key',
    documentation: field.doc,
    rank: 1 + index / 10,
    ...(typed === undefined ? {} : { replace: place(typed.key) }),
    insert: typed?.value === undefined ? `${field.name} = "${valuePlace(field)}"` : field.name,
    ...(typed?.value === undefined ? { snippet: true as const } : {}),
  }));
}

function valuePlace(field: RequestField): string {
  return field.values === undefined ? `${field.example ?? ''}$1` : `\${1|${field.values.join(',')}|}`;
}

function valuesFor(
  entry: Entry,
  tree: TomlTree,
  offset: number,
  account: readonly AccountValue[],
): readonly CompletionCandidate[] {
  const field = fieldOf(entry);
  const equals = tree.text.slice(entry.key.end, offset).includes('=');
  if (field === undefined || !equals) return [];
  const replace = entry.value === undefined ? span(offset, offset) : place(entry.value);
  const own = account.map(({ value, label }) => ({ value, detail: label ?? 'in your account' }));
  const listed = (field.values ?? []).map((value) => ({ value, detail: field.name }));
  const begins = own.length + listed.length > 0 || field.example === undefined ? [] : [field.example];
  return [
    ...[...own, ...listed].map(({ value, detail }, index) => ({
      label: `"${value}"`,
      kind: 'value' as const,
      detail,
      replace,
      rank: 1 + index / 1000,
      filter: tree.text[replace.start] === '"' ? `"${value} ${detail}` : `${value} ${detail}`,
    })),
    ...begins.map((example) => ({
      label: `"${example}"`,
      kind: 'value' as const,
      detail: 'how it begins',
      insert: `"${example}$1"`,
      snippet: true as const,
      replace,
    })),
  ];
}

function describe(tree: TomlTree, offset: number): Description | undefined {
  const entry = tree.entries.find(({ key }) => touches(key, offset));
  const field = fieldOf(entry);
  return entry === undefined || field === undefined
    ? undefined
    : { span: place(entry.key), markdown: `\`\`\`\n${field.name}\n\`\`\`\n\n${field.doc}` };
}
