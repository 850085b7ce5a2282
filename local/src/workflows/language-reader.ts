import { LANGUAGES } from '@omics-lens/server/languages/registry.ts';
import { json } from '@omics-lens/server/languages/json/index.ts';
import type { WorkflowModel } from '@omics-lens/server/model/index.ts';
import { checkParameters } from '@omics-lens/server/model/index.ts';
import type { Problem } from '@omics-lens/server/text/index.ts';
import { decodeFile } from '@omics-lens/server/workspace/host.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import type { FileSummary } from '@omics-lens/server/workspace/snapshot.ts';
import { Workspace } from '@omics-lens/server/workspace/workspace.ts';
import type { Definition, Finding, Reading, Refusal, WorkflowReader } from './reader.ts';

/** Reads definitions with the languages of the editor, so that both find the same. */
export function languageReader(region: string): WorkflowReader {
  return { read: (definition) => readDefinition(definition, region) };
}

/** Where the files of a zip lie while they are read; the folder is on no disk. */
const FOLDER = 'file:///definition/';

async function readDefinition(definition: Definition, region: string): Promise<Reading> {
  const host = new MemoryHost();
  for (const [path, bytes] of definition.files) host.write(uriOf(path), decodeFile(bytes));
  const workspace = new Workspace({ host, languages: LANGUAGES });
  const main = uriOf(definition.main);
  await workspace.summary(main);
  const files = workspace.reachable(main).flatMap((uri) => workspace.known(uri) ?? []);
  const findings = files.flatMap(findingsOf);
  const model = workspace.model(main);
  if (findings.some((finding) => finding.severity === 'error')) return { kind: 'broken', findings };
  if (model === undefined) return { kind: 'broken', findings: [...findings, noWorkflow(definition)] };
  return {
    kind: 'read',
    model: { ...model, engine: definition.engine },
    findings,
    pathOf,
    textOf: (path) => workspace.known(uriOf(path))?.text,
    check: (parameters) => refusalsOf(model, parameters, region),
  };
}

function noWorkflow(definition: Definition): Finding {
  const known = LANGUAGES.some((language) => language.accepts(uriOf(definition.main), ''));
  return {
    path: definition.main,
    line: 1,
    column: 1,
    severity: 'error',
    code: 'no-workflow',
    message: known
      ? 'The file holds no workflow and not exactly one task.'
      : `The local HealthOmics does not read ${definition.engine} yet.`,
  };
}

function findingsOf(file: FileSummary): readonly Finding[] {
  return file.problems.flatMap((problem) => {
    const { severity, code, message, span } = problem;
    if (severity !== 'error' && severity !== 'warning') return [];
    const { line, character } = file.lines.positionAt(span.start);
    return [{ path: pathOf(file.uri), line: line + 1, column: character + 1, severity, code, message }];
  });
}

/** What StartRun itself has looked at already. */
const CHECKED_BEFORE: ReadonlySet<string> = new Set([
  'parameters-not-object',
  'parameter-missing',
  'parameter-unknown',
  'parameters-too-large',
]);
const ABOUT_URIS: ReadonlySet<string> = new Set([
  'file-uri-scheme',
  'file-uri-slash',
  'directory-uri-slash',
  'file-uri-glob',
  's3-uri',
  'omics-uri',
  'omics-uri-region',
]);

function refusalsOf(
  model: WorkflowModel,
  parameters: Readonly<Record<string, unknown>>,
  region: string,
): readonly Refusal[] {
  const { tree } = json.parse(JSON.stringify(parameters));
  const document = { text: tree.text, root: tree.root.value };
  return checkParameters(model, document, { uri: `${FOLDER}parameters.json`, target: 'healthomics', region })
    .filter((problem: Problem) => problem.severity === 'error' && !CHECKED_BEFORE.has(problem.code))
    .map(({ code, message }) => ({
      failureReason: ABOUT_URIS.has(code) ? 'INVALID_URI_INPUT' : 'WORKFLOW_RUN_FAILED',
      message,
    }));
}

function uriOf(path: string): string {
  return FOLDER + path.split('/').map(encodeURIComponent).join('/');
}

function pathOf(uri: string): string {
  const path = uri.startsWith(FOLDER) ? uri.slice(FOLDER.length) : uri;
  return decodeURIComponent(path);
}
