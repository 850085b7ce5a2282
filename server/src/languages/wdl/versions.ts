/** The language versions in order; `development` has everything that any of them has. */
export const WDL_VERSIONS = ['draft-2', '1.0', '1.1', '1.2', '1.3', 'development'] as const;

export type WdlVersion = (typeof WDL_VERSIONS)[number];

/** What AWS HealthOmics lists as supported. Source: HealthOmics user guide, "WDL workflow definition specifics", 2025. */
export const HEALTHOMICS_VERSIONS: ReadonlySet<string> = new Set(['1.0', '1.1', 'development']);

const ORDER: ReadonlyMap<string, number> = new Map(WDL_VERSIONS.map((version, index) => [version, index]));

/** The version that a `version` statement names; `1.2.0` means 1.2, `draft-3` was the name of 1.0. */
export function parseVersion(text: string): WdlVersion | undefined {
  if (isVersion(text)) return text;
  if (text === 'draft-3') return '1.0';
  const [major, minor] = text.split('.');
  const short = `${major}.${minor}`;
  return isVersion(short) ? short : undefined;
}

export function atLeast(version: WdlVersion, since: WdlVersion): boolean {
  return (ORDER.get(version) ?? 0) >= (ORDER.get(since) ?? 0);
}

function isVersion(text: string): text is WdlVersion {
  return ORDER.has(text);
}

/** A construct that not every version has. */
export interface VersionedConstruct {
  readonly since: WdlVersion;
  /** The first version that no longer has it. */
  readonly until?: WdlVersion;
  /** As the subject of a sentence: "The 'None' value". */
  readonly what: string;
  /** What to write in an older version. */
  readonly instead: string;
  /** True for what engines of older versions read all the same. */
  readonly tolerated?: true;
}

export const CONSTRUCTS = {
  inputSection: {
    since: '1.0',
    what: "An 'input' section",
    instead: 'Declare inputs without a value at the top of the body.',
    tolerated: true,
  },
  struct: {
    since: '1.0',
    what: "A 'struct'",
    instead: "Use 'Object', or separate inputs.",
  },
  tildePlaceholder: {
    since: '1.0',
    what: "A '~{…}' placeholder",
    instead: "Write '${…}': in a file without a version, '~{…}' is plain text.",
  },
  noneLiteral: {
    since: '1.1',
    what: "The 'None' value",
    instead: 'Leave the value out, or use an optional declaration without a value.',
  },
  structLiteral: {
    since: '1.1',
    what: 'A struct literal',
    instead: "Write 'object { … }' and give it to a declaration of the struct type.",
  },
  callShorthand: {
    since: '1.1',
    what: 'A call input without a value',
    instead: "Write 'name = name'.",
  },
  after: {
    since: '1.1',
    what: "'after' in a call",
    instead: 'Give the call an output of the other call as an input.',
    tolerated: true,
  },
  optionalInputKeyword: {
    since: '1.2',
    what: "A call body without 'input:'",
    instead: "Write 'input:' in front of the first input.",
  },
  directory: {
    since: '1.2',
    what: "The type 'Directory'",
    instead: "Use a 'File' with an archive, or an 'Array[File]'.",
  },
  requirements: {
    since: '1.2',
    what: "A 'requirements' section",
    instead: "Write 'runtime'.",
  },
  hints: {
    since: '1.2',
    what: "A 'hints' section",
    instead: "Put the hints into 'runtime' or 'meta'.",
  },
  power: {
    since: '1.2',
    what: "The operator '**'",
    instead: 'Multiply, or compute the power in a command.',
  },
  multilineString: {
    since: '1.2',
    what: 'A multi-line string',
    instead: "Write one line in quotes, with '\\n' for line breaks.",
  },
  env: {
    since: '1.2',
    what: "'env' in front of a declaration",
    instead: "Set the variable in the command: 'export NAME=~{name}'.",
  },
  structMeta: {
    since: '1.2',
    what: 'A meta section in a struct',
    instead: 'Put the description into a comment.',
  },
  enum: {
    since: '1.3',
    what: "An 'enum'",
    instead: "Use a 'String' and check its value.",
  },
  elseClause: {
    since: '1.3',
    what: "An 'else' clause",
    instead: "Write a second 'if (!condition)'.",
  },
} as const satisfies Readonly<Record<string, VersionedConstruct>>;

export type ConstructName = keyof typeof CONSTRUCTS;
