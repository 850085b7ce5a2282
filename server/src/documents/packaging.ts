import { formatNumber, LIMITS } from '../healthomics/limits.ts';
import type { RuleInfo, Severity } from '../text/index.ts';

/** One file of a definition, with its path in the archive or repository. */
export interface PackagedFile {
  readonly path: string;
  readonly bytes: number;
  /** Written in a workflow language, and not only data beside it. */
  readonly isDefinition: boolean;
}

/** A workflow as it would be handed to CreateWorkflow. */
export interface WorkflowPackage {
  readonly files: readonly PackagedFile[];
  /** Where the definition comes from; the request takes exactly one. */
  readonly sources: readonly ('definitionZip' | 'definitionUri' | 'definitionRepository')[];
  /** The path of the main file, where the request says it. */
  readonly main?: string;
  /** Bytes of the archive, where it is made already. */
  readonly zipBytes?: number;
  readonly readme?: { readonly path: string; readonly bytes: number };
}

/** What the service would say of the package, which has no place in a text. */
export interface PackageFinding {
  readonly code: PackageRuleCode;
  readonly severity: Severity;
  readonly message: string;
  readonly note: string;
}

export const PACKAGE_RULES = {
  'package-main-missing': {
    code: 'package-main-missing',
    severity: 'error',
    summary: 'A definition of several files does not say which of them is run.',
    why: 'HealthOmics finds the main file by itself where there is only one definition file, or one that is called `main`. Otherwise the request must name it in `main`.',
  },
  'package-main-unknown': {
    code: 'package-main-unknown',
    severity: 'error',
    summary: 'The main file is not among the files of the definition.',
    why: '`main` is a path inside the archive or repository, such as `workflows/germline.wdl`.',
  },
  'package-too-large': {
    code: 'package-too-large',
    severity: 'error',
    summary: 'A definition is larger than the service takes in this way.',
    why: `A definition in the request may have ${formatNumber(LIMITS.zipDirectBytes.value)} bytes as an archive, one in S3 ${formatNumber(LIMITS.zipS3Bytes.value)}, a repository ${formatNumber(LIMITS.repositoryBytes.value)} with files of up to ${formatNumber(LIMITS.repositoryFileBytes.value)}.`,
  },
  'package-sources': {
    code: 'package-sources',
    severity: 'error',
    summary: 'A request gives the definition in several ways, or in none.',
    why: 'Exactly one of `definitionZip`, `definitionUri` and `definitionRepository` says where the definition is; with two the request fails.',
  },
  'package-readme': {
    code: 'package-readme',
    severity: 'error',
    summary: 'The README of a workflow is too large or is no Markdown.',
    why: `It must be a file that ends in \`.md\` and has at most ${formatNumber(LIMITS.readmeBytes.value)} bytes.`,
  },
} as const satisfies Readonly<Record<string, RuleInfo>>;

export type PackageRuleCode = keyof typeof PACKAGE_RULES;

/** Everything that CreateWorkflow would refuse about the files themselves. */
export function checkPackage(workflow: WorkflowPackage): readonly PackageFinding[] {
  return [
    ...checkSources(workflow),
    ...checkMain(workflow),
    ...checkSizes(workflow),
    ...checkReadme(workflow),
  ];
}

function checkSources({ sources }: WorkflowPackage): readonly PackageFinding[] {
  if (sources.length === 1) return [];
  const message =
    sources.length === 0
      ? 'The request gives no definition.'
      : `The request gives the definition in ${sources.length} ways: ${sources.join(' and ')}.`;
  return [finding('package-sources', message, 'Give exactly one of them.')];
}

function checkMain({ files, main }: WorkflowPackage): readonly PackageFinding[] {
  const definitions = files.filter(({ isDefinition }) => isDefinition);
  if (main !== undefined) {
    if (files.some(({ path }) => path === main)) return [];
    return [
      finding(
        'package-main-unknown',
        `The main file '${main}' is not part of the definition.`,
        'Give its path inside the archive or repository.',
      ),
    ];
  }
  const isNamed = definitions.some(({ path }) => /^main\.\w+$/.test(path.slice(path.lastIndexOf('/') + 1)));
  if (definitions.length <= 1 || isNamed) return [];
  return [
    finding(
      'package-main-missing',
      `The definition has ${formatNumber(definitions.length)} files, and none is said to be the main one.`,
      "Name it in 'main', or call it main.",
    ),
  ];
}

function checkSizes({ files, sources, zipBytes }: WorkflowPackage): readonly PackageFinding[] {
  const [source] = sources;
  if (source === 'definitionRepository') return checkRepository(files);
  const limit = source === 'definitionUri' ? LIMITS.zipS3Bytes : LIMITS.zipDirectBytes;
  if (zipBytes === undefined || zipBytes <= limit.value) return [];
  return [
    finding(
      'package-too-large',
      `The archive has ${formatNumber(zipBytes)} bytes, and ${formatNumber(limit.value)} are allowed for ${limit.what}.`,
      source === 'definitionUri'
        ? 'Leave data out of the definition: give it to runs as inputs.'
        : "Put the archive into S3 and give its URI as 'definitionUri', or leave data out of it.",
    ),
  ];
}

function checkRepository(files: readonly PackagedFile[]): readonly PackageFinding[] {
  const { repositoryBytes, repositoryFileBytes } = LIMITS;
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const note = "Leave data out with 'excludeFilePatterns', or out of the repository.";
  const large = files.filter(({ bytes }) => bytes > repositoryFileBytes.value);
  return [
    ...large.map(({ path, bytes }) =>
      finding(
        'package-too-large',
        `'${path}' has ${formatNumber(bytes)} bytes, and ${formatNumber(repositoryFileBytes.value)} are allowed for one file of a repository.`,
        note,
      ),
    ),
    ...(total <= repositoryBytes.value
      ? []
      : [
          finding(
            'package-too-large',
            `The repository has ${formatNumber(total)} bytes, and ${formatNumber(repositoryBytes.value)} are allowed.`,
            note,
          ),
        ]),
  ];
}

function checkReadme({ readme }: WorkflowPackage): readonly PackageFinding[] {
  if (readme === undefined) return [];
  const findings: PackageFinding[] = [];
  if (!/\.md$/i.test(readme.path)) {
    findings.push(
      finding(
        'package-readme',
        `The README '${readme.path}' is no Markdown file.`,
        'Its name must end in .md.',
      ),
    );
  }
  if (readme.bytes > LIMITS.readmeBytes.value) {
    findings.push(
      finding(
        'package-readme',
        `The README has ${formatNumber(readme.bytes)} bytes, and ${formatNumber(LIMITS.readmeBytes.value)} are allowed.`,
        'Images belong to another place; link to them.',
      ),
    );
  }
  return findings;
}

function finding(code: PackageRuleCode, message: string, note: string): PackageFinding {
  return { code, severity: PACKAGE_RULES[code].severity, message, note };
}
