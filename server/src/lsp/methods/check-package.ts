import { checkPackage } from '../../documents/index.ts';
import { checkPackageRequest } from '../../protocol/index.ts';
import type { CheckPackageParams, CheckPackageResult } from '../../protocol/index.ts';
import { fileName, folderOf, liesIn, resolveIn } from '../../workspace/uris.ts';
import { workspaceMethod } from '../requests.ts';

export const checkPackageMethod = workspaceMethod<CheckPackageParams, CheckPackageResult>({
  method: checkPackageRequest,
  summary: 'What CreateWorkflow would refuse about the files of a workflow.',
  takes: 'uri',
  async answer({ uri: asked, sources = ['definitionZip'], main, zipBytes }, session, ask) {
    const { workspace } = session;
    const uri = session.ownUri(asked);
    await workspace.summary(uri, ask);
    const folder = folderOf(uri);
    const bytes = (text: string) => new TextEncoder().encode(text).length;
    const files = workspace.reachable(uri).map((at) => ({
      path: liesIn(at, folder) ? decodeURIComponent(at.slice(folder.length + 1)) : fileName(at),
      bytes: bytes(workspace.known(at)?.text ?? ''),
      isDefinition: true,
    }));
    const readmeUri = resolveIn(folder, 'README.md');
    const readme = readmeUri === undefined ? undefined : await workspace.textOf(readmeUri);
    // Without a word the file that was asked about is the one that is run.
    const entry = main ?? (files.length > 1 ? fileName(uri) : undefined);
    return {
      findings: checkPackage({
        files,
        sources,
        ...(entry === undefined ? {} : { main: entry }),
        ...(zipBytes === undefined ? {} : { zipBytes }),
        ...(readme === undefined ? {} : { readme: { path: 'README.md', bytes: bytes(readme) } }),
      }),
    };
  },
});
