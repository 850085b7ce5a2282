import type { DocumentContext } from '../../documents/index.ts';
import {
  checkBatchFile,
  checkBatchRuns,
  checkEcsTaskFile,
  checkNextflowSchema,
  checkRegistryMap,
  checkRunFile,
  checkTemplate,
  registryMapOf,
  schemaFactsOf,
  templateFactsOf,
} from '../../documents/index.ts';
import type { JsonDocument } from '../../model/index.ts';
import { checkParameters, mergeMaps } from '../../model/index.ts';
import type { Problem } from '../../text/index.ts';
import type { DataKind } from '../data-kind.ts';
import type { AnalyzeContext, DataFacts } from '../language.ts';
import type { JsonTree } from './tree.ts';
import { foldersIn } from './uri-candidates.ts';

/** The check of a document of its kind, with what the workspace knows around it. */
export function checkDocument(
  kind: DataKind,
  document: JsonDocument,
  context: AnalyzeContext<undefined>,
): readonly Problem[] {
  const around = contextOf(context);
  if (kind === 'parameters') return checkParameters(around.model, document, around);
  // The other documents are those of HealthOmics only.
  return around.target === 'spec' ? [] : CHECKS[kind](document, around);
}

const CHECKS: Readonly<
  Record<
    Exclude<DataKind, 'parameters'>,
    (document: JsonDocument, context: DocumentContext) => readonly Problem[]
  >
> = {
  run: checkRunFile,
  batch: checkBatchFile,
  'batch-runs': checkBatchRuns,
  template: checkTemplate,
  'registry-map': checkRegistryMap,
  'ecs-task': checkEcsTaskFile,
  'nextflow-schema': checkNextflowSchema,
  // Written in TOML.
  'project-config': () => [],
};

export function contextOf({ uri, settings, workflow, beside = [] }: AnalyzeContext): DocumentContext {
  const maps = beside.flatMap((facts) => facts.registryMap ?? []);
  const template = beside.find((facts) => facts.template !== undefined)?.template;
  return {
    uri,
    target: settings.target,
    region: settings.region,
    ...(workflow === undefined ? {} : { model: workflow }),
    ...(maps.length === 0 ? {} : { registryMap: mergeMaps(maps) }),
    ...(template === undefined ? {} : { template }),
  };
}

/** What others may know of the file. */
export function dataFactsOf(kind: DataKind, tree: JsonTree, uri: string): DataFacts {
  const document = { text: tree.text, root: tree.root.value };
  const folders = foldersIn(tree.root.value);
  return {
    ...(folders.size === 0 ? {} : { uriFolders: folders }),
    ...(kind === 'registry-map' ? { registryMap: registryMapOf(document) } : {}),
    ...(kind === 'nextflow-schema' ? { schema: schemaFactsOf(document, uri) } : {}),
    ...(kind === 'template' ? { template: templateFactsOf(document, uri) } : {}),
  };
}
