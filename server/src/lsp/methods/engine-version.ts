import { engineVersionRequest } from '../../protocol/index.ts';
import type { EngineVersionParams, EngineVersionResponse } from '../../protocol/index.ts';
import { workspaceMethod } from '../requests.ts';

export const engineVersionMethod = workspaceMethod<EngineVersionParams, EngineVersionResponse>({
  method: engineVersionRequest,
  summary:
    'Which version of its engine runs a file, and why; the language of configuration that others include.',
  takes: 'uri',
  async answer(params, session, ask) {
    const { workspace } = session;
    const uri = session.ownUri(params.uri);
    const file = await workspace.summary(uri, ask);
    if (file === undefined) return null;
    const languageId = file.language.id;
    if (languageId !== 'nextflow' && languageId !== 'nextflow-config') return null;
    // Who includes it is known when all files have been read.
    const isPart = file.analysis.versionReason === undefined;
    if (isPart) await workspace.prepareAll(ask);
    const readers = isPart ? workspace.dependents(uri) : [];
    if (languageId === 'nextflow-config' && isPart && readers.length === 0) return null;
    const told = [file, ...readers.map((at) => workspace.known(at))].find(
      (one) => one?.analysis.versionReason !== undefined,
    )?.analysis;
    const { languageVersion, versionReason } = told ?? {};
    if (languageVersion === undefined || versionReason === undefined) return { languageId };
    if (workspace.settingsFor(uri).target !== 'healthomics') return { languageId };
    return { languageId, version: `Nextflow ${languageVersion}`, reason: versionReason };
  },
});
