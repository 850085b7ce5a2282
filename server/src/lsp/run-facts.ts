import type { PreflightFacts } from '../features/preflight-facts.ts';
import { preflightFacts } from '../features/preflight-facts.ts';
import type { WorkflowModel } from '../model/index.ts';
import { LineIndex } from '../text/index.ts';
import type { Location } from '../text/index.ts';
import type { Range } from '../protocol/index.ts';
import { configFileOf } from '../workspace/parameter-link.ts';
import type { Ask, FileSnapshot } from '../workspace/snapshot.ts';
import { folderOf, liesIn, resolveIn } from '../workspace/uris.ts';
import { rangeIn, toRange } from './convert.ts';
import type { Session } from './session.ts';

/** The facts of a run, and how to say their places to the client. */
export interface RunFacts {
  readonly workflow: WorkflowModel | undefined;
  readonly facts: PreflightFacts;
  readonly placeOf: (at: Location) => { readonly uri: string; readonly range: Range };
  /** Of every file that a place is in. */
  readonly sourceOf: (uri: string) => { readonly text: string; readonly lines: LineIndex } | undefined;
}

/** Of a workflow, run, batch or parameter file; `parameters` is the parameter file where it is another. */
export async function runFacts(
  uri: string,
  parameters: string | undefined,
  session: Session,
  ask: Ask,
): Promise<RunFacts> {
  const { workspace } = session;
  const stating = parameters ?? uri;
  // Registry maps tell of themselves when they are read.
  await workspace.prepareAll(ask);
  const file = await workspace.snapshot(stating, ask);
  const workflow = workspace.model(uri) ?? workspace.model(stating);
  const project = await projectFile(workflow?.uri ?? uri, session, ask);
  const settings = await folderSettings(uri, session);
  const registryMap = workspace.registryMapFor(workflow?.uri ?? uri);
  const own = new Map(
    [file, project, settings].flatMap((one) =>
      one === undefined ? [] : [[one.uri, { text: one.text, lines: new LineIndex(one.text) }] as const],
    ),
  );
  return {
    workflow,
    facts: preflightFacts(uri, { workflow, stating: file, project, settings, registryMap }),
    placeOf(at) {
      const lines = own.get(at.uri)?.lines;
      return {
        uri: session.clientUri(at.uri),
        range: lines === undefined ? rangeIn(session, at) : toRange(lines, at.span),
      };
    },
    sourceOf: (at) => own.get(at) ?? workspace.known(at),
  };
}

/** From the file's folder up to its workspace folder, the nearest that is there. */
async function projectFile(uri: string, session: Session, ask: Ask): Promise<FileSnapshot | undefined> {
  const top = topOf(uri, session);
  for (let folder = folderOf(uri); ; folder = folderOf(folder)) {
    const at = configFileOf(folder);
    const file = at === undefined ? undefined : await session.workspace.snapshot(at, ask);
    if (file !== undefined && file.text !== '') return file;
    if (top === undefined || folder.length <= top.length) return undefined;
  }
}

async function folderSettings(uri: string, session: Session) {
  const top = topOf(uri, session);
  const at = top === undefined ? undefined : resolveIn(top, '.vscode/settings.json');
  const text = at === undefined ? undefined : await session.workspace.textOf(at);
  return at === undefined || text === undefined ? undefined : { uri: at, text };
}

function topOf(uri: string, { workspace }: Session): string | undefined {
  return workspace.folders.find((folder) => liesIn(uri, folder));
}
