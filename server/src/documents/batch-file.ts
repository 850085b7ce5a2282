import type { RequestField } from '../healthomics/field.ts';
import { formatNumber, LIMITS } from '../healthomics/limits.ts';
import { START_RUN_BATCH_FIELDS } from '../healthomics/start-run-batch-fields.ts';
import type { BatchRun, JsonDocument, JsonMember, JsonObject } from '../model/index.ts';
import { checkBatchParameters, largeRuns } from '../model/index.ts';
import type { Problem } from '../text/index.ts';
import { runHooks, checkRunEntries, runsIn } from './batch-runs.ts';
import type { DocumentContext } from './document-report.ts';
import { DocumentReport } from './document-report.ts';
import { checkField, membersOf, opening, removeFix, textOf } from './field-check.ts';
import { checkRunSettings, checkS3 } from './run-settings.ts';

/** The body of a StartRunBatch request. */
export const BATCH_DOCUMENT: RequestField = {
  name: 'StartRunBatch',
  type: 'structure',
  members: START_RUN_BATCH_FIELDS.rows,
  doc: 'The body of a StartRunBatch request, as `aws omics start-run-batch --cli-input-json` takes it.',
};

/** Checks a batch file: each member, and each run as it is after the default is merged into it. */
export function checkBatchFile(document: JsonDocument, context: DocumentContext): readonly Problem[] {
  const { root } = document;
  if (root === undefined) return [];
  const report = new DocumentReport(document, context);
  checkField(root, BATCH_DOCUMENT, '', report, runHooks(report));
  if (root.kind !== 'object') return report.finish();
  const defaults = objectIn(root, 'defaultRunSetting');
  if (defaults !== undefined) checkRunSettings(defaults, 'batch', report);
  const settings = objectIn(root, 'batchRunSettings');
  const inline = settings === undefined ? undefined : checkChoice(settings, report);
  const runs = inline?.value?.kind === 'array' ? runsIn(inline.value.elements) : [];
  checkRunEntries(runs, new Map(), report);
  checkOutputs(runs, defaults, inline, report);
  checkTagsTogether(root, runs, defaults, report);
  const parameters = defaults === undefined ? undefined : objectIn(defaults, 'parameters');
  const batch = {
    runs,
    known: inline === undefined ? ('partly' as const) : ('all' as const),
    ...(parameters === undefined ? {} : { defaults: parameters }),
  };
  report.include(checkBatchParameters(context.model, document, batch, context));
  for (const { run, text } of largeRuns(document, batch)) {
    const message = `The parameters of this run take ${text} bytes together with the default's, and HealthOmics accepts ${formatNumber(LIMITS.parameterBytes.value)}.`;
    report.add('batch-parameters-too-large', opening(run.parameters ?? run.entry), message, {
      note: 'Put lists of files into a sample sheet in S3, or give a folder.',
    });
  }
  return report.finish();
}

/** Gives the inline runs, where the choice fell on them. */
function checkChoice(settings: JsonObject, report: DocumentReport): JsonMember | undefined {
  const members = membersOf(settings);
  const inline = members.get('inlineSettings');
  const uri = members.get('s3UriSettings');
  checkS3(textOf(members, 's3UriSettings'), 's3UriSettings', report);
  if (inline === undefined && uri === undefined) {
    report.add('batch-settings-choice', opening(settings), 'The batch has no runs.', {
      note: "Give 'inlineSettings' with up to 100 runs, or 's3UriSettings' with the S3 URI of a file that holds them.",
    });
  }
  if (inline !== undefined && uri !== undefined) {
    report.add('batch-settings-choice', uri, "'s3UriSettings' and 'inlineSettings' exclude each other.", {
      note: 'Exactly one of the two says which runs there are.',
      fixes: [removeFix(uri, settings, report), removeFix(inline, settings, report)],
    });
  }
  return inline;
}

function checkOutputs(
  runs: readonly BatchRun[],
  defaults: JsonObject | undefined,
  inline: JsonMember | undefined,
  report: DocumentReport,
): void {
  if (defaults === undefined || membersOf(defaults).has('outputUri') || inline === undefined) return;
  const without = runs.filter(({ entry }) => !membersOf(entry).has('outputUri'));
  const note = "Give 'outputUri' in 'defaultRunSetting' for all runs, or in each run.";
  if (without.length === runs.length) {
    const message = 'Neither the default nor any run says where outputs go.';
    return report.add('batch-output-missing', opening(defaults), message, { note });
  }
  for (const { entry } of without) {
    report.add('batch-output-missing', opening(entry), "This run lacks 'outputUri'.", { note });
  }
}

function checkTagsTogether(
  root: JsonObject,
  runs: readonly BatchRun[],
  defaults: JsonObject | undefined,
  report: DocumentReport,
): void {
  const shared = defaults === undefined ? undefined : objectIn(defaults, 'runTags');
  const own = runs.map(({ entry }) => ({ entry, tags: objectIn(entry, 'runTags') }));
  const tags = membersOf(root).get('tags');
  const hasTags = tags?.value?.kind === 'object' && tags.value.members.length > 0;
  if (tags !== undefined && hasTags && shared === undefined && own.every((run) => run.tags === undefined)) {
    report.add('batch-tags-not-inherited', tags.key, 'The runs of the batch do not inherit these tags.', {
      note: "Give 'runTags' in 'defaultRunSetting' to mark the runs too.",
    });
  }
  for (const run of own) {
    if (run.tags === undefined || shared === undefined) continue;
    const keys = new Set([...shared.members, ...run.tags.members].map(({ key }) => key.value));
    if (keys.size <= LIMITS.tags.value) continue;
    const message = `Together with the default's the run gets ${keys.size} tags, and ${LIMITS.tags.value} are allowed.`;
    report.add('batch-tags-too-many', opening(run.tags), message, {
      note: 'The tags of the default and those of the run are merged.',
    });
  }
}

function objectIn(object: JsonObject, name: string): JsonObject | undefined {
  const value = membersOf(object).get(name)?.value;
  return value?.kind === 'object' ? value : undefined;
}
