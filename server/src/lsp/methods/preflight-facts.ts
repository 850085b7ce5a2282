import { preflightFacts } from '../../features/preflight-facts.ts';
import { preflightFactsRequest } from '../../protocol/index.ts';
import type { PreflightFactsParams, PreflightFactsResult } from '../../protocol/index.ts';
import { LineIndex } from '../../text/index.ts';
import type { Location } from '../../text/index.ts';
import { configFileOf } from '../../workspace/parameter-link.ts';
import type { FileSnapshot } from '../../workspace/snapshot.ts';
import type { Ask } from '../../workspace/snapshot.ts';
import { folderOf, liesIn, resolveIn } from '../../workspace/uris.ts';
import { rangeIn, toRange } from '../convert.ts';
import { workspaceMethod } from '../requests.ts';
import type { Session } from '../session.ts';

export const preflightFactsMethod = workspaceMethod<PreflightFactsParams, PreflightFactsResult>({
  method: preflightFactsRequest,
  summary: 'What only an account can judge about a run (roles, buckets, inputs, images), with its places.',
  takes: 'uri',
  async answer(params, session, ask) {
    const { workspace } = session;
    const uri = session.ownUri(params.uri);
    const stating = params.parameters === undefined ? uri : session.ownUri(params.parameters);
    // Registry maps tell of themselves when they are read.
    await workspace.prepareAll(ask);
    const file = await workspace.snapshot(stating, ask);
    const workflow = workspace.model(uri) ?? workspace.model(stating);
    const project = await projectFile(workflow?.uri ?? uri, session, ask);
    const settings = await folderSettings(uri, session);
    const registryMap = workspace.registryMapFor(workflow?.uri ?? uri);
    const facts = preflightFacts(uri, { workflow, stating: file, project, settings, registryMap });

    const lines = new Map([
      ...(file === undefined ? [] : [[file.uri, file.lines] as const]),
      ...(project === undefined ? [] : [[project.uri, project.lines] as const]),
      ...(settings === undefined ? [] : [[settings.uri, new LineIndex(settings.text)] as const]),
    ]);
    const placeOf = (at: Location) => {
      const own = lines.get(at.uri);
      return {
        uri: session.clientUri(at.uri),
        range: own === undefined ? rangeIn(session, at) : toRange(own, at.span),
      };
    };
    return {
      place: placeOf(facts.at),
      members: facts.members.map(({ name, value, at }) => ({ name, value, place: placeOf(at) })),
      parameters: facts.parameters.map(({ name, at }) => ({ name, place: placeOf(at) })),
      inputs: facts.inputs.map(({ name, value, wanted, at }) => ({
        name,
        value,
        wanted,
        place: placeOf(at),
      })),
      images: facts.images.map(({ name, image, pulledFrom, certainty, runsOn, gpus, at }) => ({
        name,
        value: image,
        certainty,
        runsOn,
        place: placeOf(at),
        ...(pulledFrom === undefined ? {} : { pulledFrom }),
        ...(gpus === undefined ? {} : { gpus }),
      })),
    };
  },
});

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
