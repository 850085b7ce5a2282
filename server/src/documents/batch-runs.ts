import type { RequestField } from '../healthomics/field.ts';
import { formatNumber, LIMITS } from '../healthomics/limits.ts';
import { DEFAULT_RUN_SETTING_FIELDS, RUN_SETTING_FIELDS } from '../healthomics/start-run-batch-fields.ts';
import type {
  BatchRun,
  JsonDocument,
  JsonMember,
  JsonObject,
  JsonString,
  JsonValue,
} from '../model/index.ts';
import { checkBatchParameters, renameKey } from '../model/index.ts';
import type { Location, Problem } from '../text/index.ts';
import { span } from '../text/index.ts';
import type { DocumentContext } from './document-report.ts';
import { DocumentReport } from './document-report.ts';
import type { FieldHooks } from './field-check.ts';
import { checkField, membersOf, removeFix, textOf } from './field-check.ts';
import { checkS3, checkTags } from './run-settings.ts';

export const RUN_SETTING: RequestField = {
  name: 'run',
  type: 'structure',
  members: RUN_SETTING_FIELDS.rows,
  doc: 'One run of the batch.',
};

/** The file that `s3UriSettings` of a batch names. */
export const BATCH_RUNS_DOCUMENT: RequestField = {
  name: 'the array of runs',
  type: 'list',
  min: 1,
  element: RUN_SETTING,
  doc: 'The runs of a batch, as `s3UriSettings` of StartRunBatch names them: an array of objects.',
};

/** Checks a bare array of runs. What the batch's default gives is not known here, so nothing is said to be missing. */
export function checkBatchRuns(document: JsonDocument, context: DocumentContext): readonly Problem[] {
  const { root } = document;
  if (root === undefined) return [];
  const report = new DocumentReport(document, context);
  checkField(root, BATCH_RUNS_DOCUMENT, '', report, runHooks(report));
  if (root.kind !== 'array') return report.finish();
  checkCount(root, root.elements.length, report);
  const runs = runsIn(root.elements);
  checkRunEntries(runs, new Map(), report);
  report.include(checkBatchParameters(context.model, document, { runs, known: 'partly' }, context));
  return report.finish();
}

/** The entries that can be looked into. */
export function runsIn(elements: readonly JsonValue[]): readonly BatchRun[] {
  return elements.flatMap((entry) => {
    if (entry.kind !== 'object') return [];
    const parameters = membersOf(entry).get('parameters')?.value;
    return [{ entry, ...(parameters?.kind === 'object' ? { parameters } : {}) }];
  });
}

/** What entries ask of themselves and of each other. `seen` holds the ids of earlier entries, with their places. */
export function checkRunEntries(
  runs: readonly BatchRun[],
  seen: Map<string, Location>,
  report: DocumentReport,
): void {
  for (const { entry } of runs) {
    const id = checkRunEntry(entry, report);
    if (id === undefined) continue;
    const earlier = seen.get(id.value);
    if (earlier === undefined) seen.set(id.value, { uri: report.context.uri, span: span(id.start, id.end) });
    else reportTwice(id, earlier, report);
  }
}

/** What an entry asks of itself. Gives its id. */
export function checkRunEntry(entry: JsonObject, report: DocumentReport): JsonString | undefined {
  const members = membersOf(entry);
  checkS3(textOf(members, 'outputUri'), 'outputUri', report);
  checkTags(members.get('runTags'), report);
  return textOf(members, 'runSettingId');
}

export function reportTwice(id: JsonString, earlier: Location, report: DocumentReport): void {
  report.add('batch-run-id-duplicate', id, `Two runs of the batch have the id '${id.value}'.`, {
    note: 'The service counts the ids and lets the whole batch fail. Give each run its own.',
    related: [{ location: earlier, message: 'The other run' }],
  });
}

export function checkCount(at: JsonValue, count: number, report: DocumentReport): void {
  const most = LIMITS.batchRuns.value;
  if (count <= most) return;
  const message = `The batch has ${formatNumber(count)} runs, and ${formatNumber(most)} are allowed.`;
  report.add('batch-too-many-runs', span(at.start, at.start + 1), message, { note: 'Make several batches.' });
}

/** Names that belong elsewhere in a batch. */
export function runHooks(report: DocumentReport): FieldHooks {
  return {
    unknown(member, object, owner) {
      if (owner.name === 'run') return misplacedInRun(member, object, report);
      return owner.name === 'defaultRunSetting' && misplacedInDefault(member, object, report);
    },
  };
}

function misplacedInRun(member: JsonMember, object: JsonObject, report: DocumentReport): boolean {
  const key = member.key.value;
  if (key === 'tags') return tagsAreRunTags(member, object, report);
  if (key === 'runId') return noRepetition(member, object, report);
  if (!DEFAULT_RUN_SETTING_FIELDS.rows.some(({ name }) => name === key)) return false;
  report.add('batch-run-field', member.key, `'${key}' cannot be set for a single run of a batch.`, {
    note: "It is the same for all runs: set it in 'defaultRunSetting', or make a batch of its own for this run.",
    fixes: [removeFix(member, object, report)],
  });
  return true;
}

function misplacedInDefault(member: JsonMember, object: JsonObject, report: DocumentReport): boolean {
  if (member.key.value === 'tags') return tagsAreRunTags(member, object, report);
  return member.key.value === 'runId' && noRepetition(member, object, report);
}

function tagsAreRunTags(member: JsonMember, object: JsonObject, report: DocumentReport): boolean {
  report.add('batch-run-field', member.key, "The tags of runs of a batch are called 'runTags'.", {
    note: "'tags' beside 'defaultRunSetting' mark the batch itself.",
    fixes: membersOf(object).has('runTags') ? [] : [renameKey(member.key, 'runTags')],
  });
  return true;
}

function noRepetition(member: JsonMember, object: JsonObject, report: DocumentReport): boolean {
  report.add('batch-run-field', member.key, "A batch always makes new runs: it repeats none by 'runId'.", {
    note: 'Repeat runs one by one with StartRun.',
    fixes: [removeFix(member, object, report)],
  });
  return true;
}
