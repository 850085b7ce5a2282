import { formatNumber, LIMITS } from '../healthomics/limits.ts';
import type { Problem } from '../text/index.ts';
import { span } from '../text/index.ts';
import { addMembers } from './json-edits.ts';
import type { JsonDocument, JsonMember, JsonObject } from './json-value.ts';
import { checkGiven } from './parameter-check.ts';
import type { CheckOptions } from './parameter-report.ts';
import { ParameterReport } from './parameter-report.ts';
import { parameterKeys } from './parameter-key.ts';
import { checkLooseValue } from './parameter-uris.ts';
import { compactBytes, quotedList } from './parameter-words.ts';
import type { Port, WorkflowModel } from './workflow.ts';

/** One run of a batch, by its place. */
export interface BatchRun {
  /** The whole entry. */
  readonly entry: JsonObject;
  readonly parameters?: JsonObject;
}

/** Parameters of a batch, before the merge. */
export interface BatchParameters {
  /** Those of `defaultRunSetting`, where they are known. */
  readonly defaults?: JsonObject;
  readonly runs: readonly BatchRun[];
  /** `partly`: some values may come from elsewhere, so that nothing is said to be missing. */
  readonly known: 'all' | 'partly';
}

/**
 * Checks the parameters of a batch as they are after the merge: a key of a run replaces the same key of the default.
 * Each value is checked where it stands; what is missing from all runs is said once, at the default.
 */
export function checkBatchParameters(
  model: WorkflowModel | undefined,
  document: JsonDocument,
  batch: BatchParameters,
  options: CheckOptions,
): readonly Problem[] {
  const report = new ParameterReport(document, model?.engine, options);
  const { defaults, runs } = batch;
  if (model === undefined) {
    for (const object of [defaults, ...runs.map((run) => run.parameters)]) {
      if (object !== undefined) checkLooseValue(object, '', report);
    }
    return report.finish();
  }
  const keys = parameterKeys(model);
  const named = (object: JsonObject | undefined) =>
    new Set((object?.members ?? []).flatMap((member) => keys.find(member.key.value)?.port.name ?? []));
  const inRuns = new Set(runs.flatMap((run) => [...named(run.parameters)]));
  const shared = defaults === undefined ? undefined : checkGiven(defaults, model, report, inRuns);
  const given = shared?.given ?? new Set<string>();
  const required = model.entry.inputs.filter((port) => port.required && !given.has(port.name));
  // What a misspelt key of the default stands for is not missing.
  const wanted = required.filter(
    (port) => shared === undefined || shared.free.has(port.name) || inRuns.has(port.name),
  );
  const absent = runs.map((run) => {
    const own = run.parameters === undefined ? undefined : checkGiven(run.parameters, model, report, given);
    return wanted.filter((port) => own === undefined || own.free.has(port.name));
  });
  if (batch.known === 'all') reportMissing(batch, absent, model, report);
  return report.finish();
}

function reportMissing(
  { defaults, runs }: BatchParameters,
  absent: readonly (readonly Port[])[],
  model: WorkflowModel,
  report: ParameterReport,
): void {
  const [first = []] = absent;
  const everywhere = new Set(first.filter((port) => absent.every((ports) => ports.includes(port))));
  const place = defaults ?? runs[0]?.parameters ?? runs[0]?.entry;
  if (everywhere.size > 0 && place !== undefined) {
    const names = quotedList([...everywhere].map((port) => port.name));
    const what = `${model.entry.kind} '${model.entry.name}'`;
    report.add(
      'parameter-missing',
      span(place.start, place.start + 1),
      `No run of the batch gives ${names} of ${what}.`,
      {
        note: 'Give a value in the default, or one in each run.',
        fixes: defaults === undefined ? [] : [addFix(defaults, [...everywhere], report)],
      },
    );
  }
  runs.forEach((run, index) => {
    const missing = (absent[index] ?? []).filter((port) => !everywhere.has(port));
    if (missing.length === 0) return;
    const at = run.parameters ?? run.entry;
    const noun = missing.length === 1 ? 'parameter' : 'parameters';
    const names = quotedList(missing.map((port) => port.name));
    report.add(
      'parameter-missing',
      span(at.start, at.start + 1),
      `This run lacks the required ${noun} ${names} of ${model.entry.kind} '${model.entry.name}'.`,
      {
        note: 'Neither the run nor the default of the batch gives a value.',
        fixes: run.parameters === undefined ? [] : [addFix(run.parameters, missing, report)],
      },
    );
  });
}

function addFix(object: JsonObject, ports: readonly Port[], report: ParameterReport) {
  const added = ports.map((port) => ({ key: port.name, type: port.type }));
  return {
    title: 'Add all required parameters',
    edits: [addMembers(report.document, object, added)],
    preferred: true as const,
  };
}

/** The runs whose merged parameters take more than the service accepts, each with its bytes. */
export function largeRuns(document: JsonDocument, { defaults, runs }: BatchParameters) {
  const limit = LIMITS.parameterBytes.value;
  const bytesOf = (member: JsonMember) => compactBytes(document.text.slice(member.start, member.end)) + 1;
  const shared = new Map((defaults?.members ?? []).map((member) => [member.key.value, bytesOf(member)]));
  const sharedBytes = [...shared.values()].reduce((sum, bytes) => sum + bytes, 0);
  return runs.flatMap((run) => {
    const members = run.parameters?.members ?? [];
    const length = members.reduce((sum, member) => sum + member.end - member.start, 0);
    if (sharedBytes + length * 3 <= limit) return [];
    // Braces, and a comma for each member but the last.
    let bytes = sharedBytes + 1;
    for (const member of members) bytes += bytesOf(member) - (shared.get(member.key.value) ?? 0);
    return bytes > limit ? [{ run, bytes, text: formatNumber(bytes) }] : [];
  });
}
