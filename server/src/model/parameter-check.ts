import { formatNumber, LIMITS } from '../healthomics/limits.ts';
import type { Fix, Problem } from '../text/index.ts';
import { closest, span } from '../text/index.ts';
import { addMembers, newDocument, removeMember } from './json-edits.ts';
import type { JsonDocument, JsonMember, JsonObject } from './json-value.ts';
import type { ParameterKeys } from './parameter-key.ts';
import { parameterKeys } from './parameter-key.ts';
import type { CheckOptions } from './parameter-report.ts';
import { ParameterReport, renameKey } from './parameter-report.ts';
import { compactBytes, describeKind, quotedList } from './parameter-words.ts';
import { checkLooseValue } from './parameter-uris.ts';
import { checkAgainstTemplate } from './parameter-against-template.ts';
import { checkValue } from './parameter-values.ts';
import type { WorkflowModel } from './workflow.ts';

export type { CheckOptions } from './parameter-report.ts';

/** Beyond this many unknown keys nobody reads suggestions, and comparing all with all would cost time. */
const MAX_SUGGESTIONS = 20;

/**
 * Checks the parameters of a run against the workflow that it would run: names, types deep into values, and the forms
 * of URIs that HealthOmics reads. Without a model only the forms of URIs are checked. Of a very long list of findings
 * the first thousand are given.
 */
export function checkParameters(
  model: WorkflowModel | undefined,
  document: JsonDocument,
  options: CheckOptions,
): readonly Problem[] {
  const report = new ParameterReport(document, model?.engine, options);
  checkSize(report);
  if (model === undefined) {
    if (document.root !== undefined) checkLooseValue(document.root, '', report);
    return report.finish();
  }
  const { root } = document;
  if (root?.kind === 'object') checkAgainstTemplate(root, checkMembers(root, model, report), report);
  else if (root === undefined) checkNothing(model, report);
  else {
    const note = 'Write an object whose keys are the inputs of the workflow: { "name": value }.';
    report.add(
      'parameters-not-object',
      root,
      `The parameters must be an object, and this is ${describeKind(root)}.`,
      {
        note,
      },
    );
  }
  return report.finish();
}

/** From here on a file is said to be near the limit. */
const NEARLY = 0.8;

function checkSize(report: ParameterReport): void {
  const limit = LIMITS.parameterBytes.value;
  const { root } = report.document;
  const text = root === undefined ? '' : report.raw(root);
  if (report.options.target === 'spec' || text.length * 3 <= limit * NEARLY) return;
  const bytes = compactBytes(text);
  const at = placeOf(report);
  if (bytes <= limit * NEARLY) return;
  if (bytes <= limit) {
    const message = `The parameters take ${formatNumber(bytes)} of the ${formatNumber(limit)} bytes that HealthOmics accepts.`;
    const note =
      'White space is not counted. A folder instead of its files, or a sample sheet in S3, takes less.';
    return report.add('parameters-near-limit', at, message, { note });
  }
  const message = `The parameters take ${formatNumber(bytes)} bytes, and HealthOmics accepts ${formatNumber(limit)}.`;
  const note =
    'White space is not counted. Give a folder instead of its files, or put the rows into a sample sheet in S3 and give its URI.';
  report.add('parameters-too-large', at, message, { note });
}

/** A file with text that is no JSON value says so by a syntax problem; what it lacks is only noise then. */
function checkNothing(model: WorkflowModel, report: ParameterReport): void {
  const missing = model.entry.inputs.filter((port) => port.required);
  if (missing.length === 0 || report.text.trim() !== '') return;
  const added = missing.map((port) => ({ key: port.name, type: port.type }));
  reportMissing(added, model, firstLine(report.text), [addAll(newDocument(report.text, added))], report);
}

/** Gives the keys and inputs that something was said of as unknown or missing. */
function checkMembers(root: JsonObject, model: WorkflowModel, report: ParameterReport): ReadonlySet<string> {
  const { given, free, unknown, prefix } = checkGiven(root, model, report);
  const absent = model.entry.inputs.filter((port) => port.required && !given.has(port.name));
  // One mistake, one problem: a name that a misspelt key stands for is not missing, and comes by renaming that key.
  const missing = absent
    .filter((port) => free.has(port.name))
    .map((port) => ({ key: prefix + port.name, type: port.type }));
  if (missing.length > 0) {
    const fixes = [addAll(addMembers(report.document, root, missing))];
    reportMissing(missing, model, span(root.start, root.start + 1), fixes, report);
  }
  return new Set([...unknown, ...absent.map((port) => port.name)]);
}

/** What came of the keys of one object. */
export interface Given {
  /** Inputs that a key gives a value to. */
  readonly given: ReadonlySet<string>;
  /** Inputs that no key gives a value to, and none seems to mean. */
  readonly free: ReadonlySet<string>;
  readonly unknown: readonly string[];
  /** What new keys have in front: the workflow's name where most of the others have it. */
  readonly prefix: string;
}

/** Checks names and values of the keys that are there; inputs of `elsewhere` have values that do not stand here. */
export function checkGiven(
  root: JsonObject,
  model: WorkflowModel,
  report: ParameterReport,
  elsewhere: ReadonlySet<string> = new Set(),
): Given {
  const keys = parameterKeys(model);
  const given = new Map<string, JsonMember>();
  const unknown: JsonMember[] = [];
  let qualified = 0;
  for (const member of root.members) {
    const found = keys.find(member.key.value);
    if (found === undefined) {
      unknown.push(member);
      continue;
    }
    const { port, prefix } = found;
    if (prefix !== '') qualified++;
    const earlier = given.get(port.name);
    if (earlier === undefined) given.set(port.name, member);
    else if (earlier.key.value !== member.key.value) reportTwice(port.name, earlier, member, root, report);
    if (member.value !== undefined) {
      checkValue(member.value, port.type, { path: port.name, member, object: root, port }, report);
    }
  }
  const names = model.entry.inputs.map((port) => port.name);
  const free = new Set(names.filter((name) => !given.has(name) && !elsewhere.has(name)));
  unknown.forEach((member, index) => {
    const suggestion = reportUnknown(member, root, model, keys, index < MAX_SUGGESTIONS ? free : [], report);
    if (suggestion !== undefined) free.delete(suggestion);
  });
  return {
    given: new Set(given.keys()),
    free,
    unknown: unknown.map((member) => member.key.value),
    prefix: qualified > given.size / 2 ? keys.prefix : '',
  };
}

function reportMissing(
  missing: readonly { readonly key: string }[],
  model: WorkflowModel,
  at: { readonly start: number; readonly end: number },
  fixes: readonly Fix[],
  report: ParameterReport,
): void {
  const names = quotedList(missing.map((member) => member.key));
  const noun = missing.length === 1 ? 'parameter' : 'parameters';
  report.add('parameter-missing', at, `Missing required ${noun} ${names} of ${kindAndName(model)}.`, {
    note: 'Without a value and without a default the run cannot start. Give each a value.',
    fixes,
  });
}

function addAll(edit: Fix['edits'][number]): Fix {
  return { title: 'Add all required parameters', edits: [edit], preferred: true };
}

function reportTwice(
  name: string,
  earlier: JsonMember,
  member: JsonMember,
  root: JsonObject,
  report: ParameterReport,
): void {
  const message = `'${name}' gets two values: as '${earlier.key.value}' and as '${member.key.value}'.`;
  report.add('parameter-duplicate', member.key, message, {
    note: 'Which of the two counts is up to the engine. Keep one.',
    related: [{ location: { uri: report.options.uri, span: earlier.key }, message: 'The other value' }],
    fixes: [{ title: `Remove '${member.key.value}'`, edits: [removeMember(report.document, root, member)] }],
  });
}

/** Gives the name that the key probably means. */
function reportUnknown(
  member: JsonMember,
  root: JsonObject,
  model: WorkflowModel,
  keys: ParameterKeys,
  candidates: Iterable<string>,
  report: ParameterReport,
): string | undefined {
  const key = member.key.value;
  if (model.entry.unlisted?.includes(key) === true) return undefined;
  const nested = nestedInput(key, model, keys);
  if (nested !== undefined && report.options.target === 'spec') return undefined;
  const bare = keys.prefix !== '' && key.startsWith(keys.prefix) ? key.slice(keys.prefix.length) : key;
  const suggestion = closest(bare, candidates);
  const remove: Fix = { title: `Remove '${key}'`, edits: [removeMember(report.document, root, member)] };
  const rename =
    suggestion === undefined
      ? []
      : [renameKey(member.key, key.slice(0, key.length - bare.length) + suggestion)];
  const hint = suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`;
  const isRequired = model.entry.inputs.some((port) => port.required && port.name === suggestion);
  const stands = isRequired ? `'${suggestion ?? ''}' is required, and no other key gives it a value. ` : '';
  report.add('parameter-unknown', member.key, `Unknown parameter '${key}' of ${kindAndName(model)}.${hint}`, {
    note: stands + (nested ?? noteOnUnknown(key, model)),
    fixes: [...rename, remove],
    ...(model.entry.unlisted === undefined ? {} : { severity: 'warning' as const }),
  });
  return suggestion;
}

/** Words about `Workflow.call.input`, which the specification lets a caller set and HealthOmics does not. */
function nestedInput(key: string, model: WorkflowModel, keys: ParameterKeys): string | undefined {
  if (keys.prefix === '') return undefined;
  const path = (key.startsWith(keys.prefix) ? key.slice(keys.prefix.length) : key).split('.');
  const call = model.entry.calls.find((candidate) => candidate.name === path[0]);
  if (call === undefined || path.length < 2) return undefined;
  return `It names an input of the call '${call.name}'. HealthOmics takes only the inputs of the workflow itself: declare one and pass it on.`;
}

function noteOnUnknown(key: string, model: WorkflowModel): string {
  if (/^(#|\/\/|_comment)/i.test(key)) {
    return 'Some engines skip such keys as comments; HealthOmics refuses them.';
  }
  if (key.startsWith(`${model.entry.name}.`) && !model.engine.startsWith('WDL')) {
    return "Names with the workflow's name in front are for WDL only: this engine ignores them.";
  }
  return 'HealthOmics refuses a run with a parameter that the workflow does not have.';
}

function kindAndName(model: WorkflowModel): string {
  return `${model.entry.kind} '${model.entry.name}'`;
}

/** The first line; of parameters inside another document the brace that opens them. */
function placeOf({ document }: ParameterReport): { readonly start: number; readonly end: number } {
  const { root, text } = document;
  const isInside = root !== undefined && text.slice(0, root.start).trim() !== '';
  return isInside ? span(root.start, root.start + 1) : firstLine(text);
}

function firstLine(text: string): { readonly start: number; readonly end: number } {
  const end = /\r|\n/.exec(text)?.index ?? text.length;
  return span(0, end);
}
