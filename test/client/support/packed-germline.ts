import type { WorkflowResult } from '@omics-lens/server/protocol/index.ts';
import { findDefinitionFiles } from '../../../client/src/features/workflows/definition-files.ts';
import { packFiles, type PackedDefinition } from '../../../client/src/features/workflows/pack.ts';
import { GERMLINE, GERMLINE_FILES } from './germline.ts';
import { memoryFiles } from './memory-files.ts';
import { memoryTree } from './memory-tree.ts';

/** The pipeline of `germline.ts` as it is sent, with changes to its description and further files. */
export async function packGermline(
  change: Partial<WorkflowResult> = {},
  more: Readonly<Record<string, string>> = {},
): Promise<PackedDefinition> {
  const files = memoryFiles({ ...GERMLINE_FILES, ...more });
  const found = await findDefinitionFiles(
    { ...GERMLINE, ...change },
    {
      tree: memoryTree(files),
      readIfPresent: (uri) => files.readIfPresent(uri),
      folderOf: (uri) => files.folderOf(uri),
    },
  );
  return packFiles(found, (uri) => files.read(uri));
}
