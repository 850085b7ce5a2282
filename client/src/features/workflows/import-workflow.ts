import { UserError } from '../../infrastructure/errors.ts';
import type { FileTree } from '../../infrastructure/file-tree.ts';
import { baseName } from '../../infrastructure/files.ts';
import type { Engine } from '../../omics/workflows-api.ts';
import { findCompanions, newDraft, type CreationDraft } from './creation-draft.ts';
import type { Packing } from './creation-form.ts';
import type { DefinitionFile, DefinitionFiles } from './definition-files.ts';
import { EXPORTED, type ExportedSettings } from './export-workflow.ts';
import { createKeptBack, type KeptBack } from './kept-back.ts';
import { packFiles } from './pack.ts';

export interface ImportPorts {
  readonly tree: FileTree;
  readonly read: (uri: string) => Promise<Uint8Array>;
  readonly readIfPresent: (uri: string) => Promise<Uint8Array | undefined>;
}

export interface ImportedWorkflow {
  readonly draft: CreationDraft;
  readonly packing: Packing;
  /** Of the main file, or of the folder where none is known. */
  readonly uri: string;
}

/** Reads a folder that was exported, without asking what its files mean: the definition goes as it came. */
export async function readExported(folder: string, ports: ImportPorts): Promise<ImportedWorkflow> {
  const settings = await readSettings(folder, ports);
  const root = `${folder}/${EXPORTED.definition}`;
  const { files, left } = await allFiles(root, ports.tree);
  if (files.length === 0) throw notExported(folder, `the folder '${EXPORTED.definition}' holds no files`);
  const { main } = settings;
  if (main !== undefined && !files.some(({ path }) => path === main)) {
    throw notExported(folder, `'${main}', its main file, is not in '${EXPORTED.definition}'`);
  }
  const definition: DefinitionFiles = { root, main: main ?? '', files, left };
  const companions = await findCompanions(folder, undefined, ports.readIfPresent);
  const engine = engineOf(settings.engine);
  const draft = newDraft(
    {
      name: settings.name,
      engine: engine ?? 'WDL',
      parameterTemplate: {},
    },
    companions,
    { storageType: settings.storageType === 'STATIC' ? 'STATIC' : 'DYNAMIC' },
  );
  return {
    draft: {
      ...draft,
      description: settings.description,
      storageCapacity: settings.storageCapacity,
      accelerators: settings.accelerators === 'GPU' ? 'GPU' : undefined,
      tags: settings.tags ?? {},
    },
    packing: { files: definition, packed: await packFiles(definition, ports.read) },
    uri: main === undefined ? root : `${root}/${main.split('/').map(encodeURIComponent).join('/')}`,
  };
}

async function readSettings(folder: string, { readIfPresent }: ImportPorts): Promise<ExportedSettings> {
  const content = await readIfPresent(`${folder}/${EXPORTED.settings}`);
  if (!content) throw notExported(folder, `it holds no '${EXPORTED.settings}'`);
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(content));
    if (typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string') {
      return value as ExportedSettings;
    }
  } catch {
    // Said below, in the same words.
  }
  throw notExported(folder, `'${EXPORTED.settings}' is no JSON object with a name`);
}

async function allFiles(
  root: string,
  tree: FileTree,
): Promise<{
  readonly files: readonly DefinitionFile[];
  readonly left: readonly { readonly path: string; readonly why: KeptBack }[];
}> {
  const keptBack = createKeptBack(undefined);
  const files: DefinitionFile[] = [];
  const left: { readonly path: string; readonly why: KeptBack }[] = [];
  const walk = async (folder: string, at: string): Promise<void> => {
    for (const { name, kind } of await tree.list(folder)) {
      const uri = `${folder}/${encodeURIComponent(name)}`;
      const path = `${at}${name}`;
      const why = keptBack(path) ?? (kind === 'link' ? 'link' : undefined);
      if (why !== undefined) left.push({ path, why });
      else if (kind === 'folder') await walk(uri, `${path}/`);
      else files.push({ path, uri, bytes: await tree.size(uri), reached: true });
    }
  };
  await walk(root, '');
  return { files, left };
}

function engineOf(text: string | undefined): Engine | undefined {
  return text === 'WDL' || text === 'WDL_LENIENT' || text === 'NEXTFLOW' || text === 'CWL' ? text : undefined;
}

function notExported(folder: string, why: string): UserError {
  return new UserError({
    code: 'not-an-export',
    sentence: `'${baseName(folder)}' is not a folder that was exported, because ${why}. Choose a folder that 'Export Workflow' has written.`,
  });
}
