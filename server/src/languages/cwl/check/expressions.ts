import type { SymbolId } from '../../../model/index.ts';
import { closest } from '../../../text/index.ts';
import type { Fix, Span } from '../../../text/index.ts';
import type { ScriptChain } from '../expressions/names.ts';
import { namesIn } from '../expressions/names.ts';
import type { PlacedText } from '../expressions/placed-text.ts';
import { placeOf } from '../expressions/placed-text.ts';
import type { ChainStep } from '../expressions/reference.ts';
import { readReference } from '../expressions/reference.ts';
import { EXIT_CODE, RUNTIME_MEMBERS } from '../expressions/runtime.ts';
import type { ExpressionPart } from '../expressions/scan.ts';
import { scanString } from '../expressions/scan.ts';
import type { Script } from '../expressions/script.ts';
import { isScriptError, parseScript } from '../expressions/script.ts';
import type { Member } from '../types/members.ts';
import { membersOf, memberType } from '../types/members.ts';
import type { CwlType } from '../types/type.ts';
import { isNull, typeText, UNKNOWN } from '../types/type.ts';
import type { CheckedFile } from './file.ts';
import { placedText, quoted, refer, report } from './file.ts';
import type { Needs } from './needs.ts';
import { allows } from './requirements.ts';
import type { ScriptLibrary } from './script-library.ts';
import { libraryOf } from './script-library.ts';
import type { CheckedProcess } from './processes.ts';
import type { Site } from './sites.ts';
import { replaceWith } from './steps.ts';

/** An expression that was read; positions in it are indices of the text of its scalar. */
export interface CheckedExpression {
  readonly site: Site;
  readonly placed: PlacedText;
  readonly part: ExpressionPart;
  /** It is all of the scalar. */
  readonly whole: boolean;
  /** In the file. */
  readonly span: Span;
  readonly chains: readonly ScriptChain[];
  /** Absent for parameter references and for what could not be read. */
  readonly script?: Script;
  readonly form: 'reference' | 'script' | 'broken';
  /** The type of a reference. */
  readonly type: CwlType;
}

const JAVASCRIPT = 'InlineJavascriptRequirement';
const ROOTS = ['inputs', 'self', 'runtime'] as const;

/** Reads and checks the expressions of all places. */
export function checkExpressions(
  file: CheckedFile,
  sites: readonly Site[],
  needs: Needs,
): readonly CheckedExpression[] {
  const libraries = new Map<unknown, ScriptLibrary>();
  const library = ({ process, step }: Site): ScriptLibrary => {
    const key = step ?? process;
    let found = libraries.get(key);
    if (found === undefined) libraries.set(key, (found = libraryOf(file, process, step?.step)));
    return found;
  };
  return sites.flatMap((site) => {
    const placed = placedText(file, site.node);
    const { parts, unclosed, whole } = scanString(placed.value);
    if (unclosed !== undefined) reportUnclosed(file, site, placed, unclosed);
    return parts.map((part) => checkPart(file, { site, placed, part, whole }, needs, library));
  });
}

function reportUnclosed(
  file: CheckedFile,
  site: Site,
  placed: PlacedText,
  { form, start }: ExpressionPart,
): void {
  const close = form === 'expression' ? ')' : '}';
  report(file, 'cwl-expression-unclosed', placeOf(placed, start, start + 2), {
    message: `'${form === 'expression' ? '$(' : '${'}' begins an expression and no '${close}' ends it.`,
    note:
      site.shell === true
        ? "Put a backslash in front of the '$' where the shell is to read it."
        : 'Brackets inside of quotes do not count.',
  });
}

interface Place {
  readonly site: Site;
  readonly placed: PlacedText;
  readonly part: ExpressionPart;
  readonly whole: boolean;
}

type LibraryOf = (site: Site) => ScriptLibrary;

function checkPart(file: CheckedFile, place: Place, needs: Needs, library: LibraryOf): CheckedExpression {
  const { site, placed, part } = place;
  const span = placeOf(placed, part.start, part.end);
  const [from, to] = [part.start + 2, part.end - 1];
  const base = { ...place, span, type: UNKNOWN };
  const chain = part.form === 'expression' ? readReference(placed.value, from, to) : undefined;
  if (chain !== undefined && (isRoot(chain.root) || chain.root === 'null')) {
    const type = chain.root === 'null' ? UNKNOWN : checkChain(file, place, chain, 'reference', library);
    return { ...base, chains: [chain], form: 'reference', type };
  }
  needJavaScript(needs, site, span, placed.value.slice(part.start, part.end));
  const script =
    part.form === 'expression'
      ? parseScript(placed.value, part.start + 1, part.end)
      : parseScript(placed.value, from, to);
  if (isScriptError(script)) {
    const at = Math.min(Math.max(script.at, from), Math.max(from, to - 1));
    const strict = script.onlyStrict ? ' in strict mode' : '';
    report(file, 'cwl-expression-syntax', placeOf(placed, at, at + 1), {
      message: `The expression cannot be read${strict}: ${script.message}.`,
      note:
        site.shell === true
          ? "Where the shell is to read the '$', put a backslash in front of it."
          : 'Engines run expressions as JavaScript in strict mode.',
    });
    return { ...base, chains: [], form: 'broken' };
  }
  const { chains, returns } = namesIn(script);
  if (part.form === 'body' && !returns) reportNoReturn(file, place, span);
  const assigned = chains.filter((one) => one.assigned === true).map(({ root }) => root);
  for (const one of chains) {
    // A name that is given a value without being declared is one mistake, wherever it is read.
    if (one.assigned !== true && assigned.includes(one.root)) continue;
    checkChain(file, place, one, 'script', library);
  }
  return { ...base, chains, script, form: 'script' };
}

function isRoot(name: string): boolean {
  return (ROOTS as readonly string[]).includes(name);
}

/** A process may be given the requirement by the workflow that runs it. */
function needJavaScript(needs: Needs, { process, allowed }: Site, place: Span, text: string): void {
  const shown = text.length > 40 ? `${text.slice(0, 39).replace(/\s+/g, ' ')}…` : text;
  needs.need({
    name: JAVASCRIPT,
    place,
    message: `'${shown}' is JavaScript, and no ${JAVASCRIPT} allows it.`,
    allowed,
    process,
    severity: 'warning',
  });
}

function reportNoReturn(file: CheckedFile, { placed, part }: Place, span: Span): void {
  const body = placed.value.slice(part.start + 2, part.end - 1).trim();
  const isExpression = body !== '' && !isScriptError(parseScript(`(${body})`, 0, body.length + 2));
  const fixes: readonly Fix[] = isExpression
    ? [
        {
          title: `Write '$(${body.length > 30 ? '…' : body})'`,
          edits: [{ span, newText: `$(${body})` }],
          preferred: true,
        },
      ]
    : [];
  report(file, 'cwl-expression-no-return', span, {
    message: "This function body has no 'return', so its value is null.",
    note: "'$(…)' gives the value of an expression, '${ return …; }' that of a body.",
    fixes,
  });
}

/** The type of what the chain names, as far as it is known. */
function checkChain(
  file: CheckedFile,
  place: Place,
  chain: ScriptChain,
  form: 'reference' | 'script',
  library: LibraryOf,
): CwlType {
  const { site, placed } = place;
  const [first, ...rest] = chain.steps;
  switch (chain.root) {
    case 'inputs': {
      if (first === undefined || first.kind === 'index') return UNKNOWN;
      const input = site.inputs.names.get(first.name);
      if (input === undefined) {
        if (!site.inputs.open && chain.unsure !== true) unknownInput(file, place, first, form);
        return UNKNOWN;
      }
      refer(file, placeOf(placed, first.start, first.end), input.symbol);
      return checkMembers(file, place, rest, input.type, `inputs.${first.name}`, chain, form);
    }
    case 'self':
      if (isNull(site.self)) {
        report(file, 'cwl-self-is-null', placeOf(placed, chain.start, chain.rootEnd), {
          message: "'self' is null here.",
          note: "It holds a value in 'valueFrom' of an input or a step, in 'outputEval', 'secondaryFiles' and 'format'.",
        });
        return UNKNOWN;
      }
      return checkMembers(file, place, chain.steps, site.self, 'self', chain, form);
    case 'runtime': {
      if (first === undefined) return UNKNOWN;
      const members = runtimeMembers(site);
      const found = members.find(({ name }) => name === first.name);
      if (found !== undefined) return found.type;
      if (chain.unsure !== true) unknownMember(file, place, first, "'runtime'", members, form);
      return UNKNOWN;
    }
    default:
      return checkFree(file, place, chain, library);
  }
}

export function runtimeMembers({ exitCode, process }: Site): readonly Member[] {
  const isNew = process.process.version !== 'v1.0';
  return exitCode && isNew ? [...RUNTIME_MEMBERS, EXIT_CODE] : RUNTIME_MEMBERS;
}

function checkFree(
  file: CheckedFile,
  { site, placed }: Place,
  chain: ScriptChain,
  library: LibraryOf,
): CwlType {
  // Without the requirement, the first thing to say is that it is missing.
  if (!allows(site.allowed, JAVASCRIPT) || chain.unsure === true) return UNKNOWN;
  const { names, open } = library(site);
  if (open || site.allowed.open || names.has(chain.root)) return UNKNOWN;
  if (chain.assigned === true)
    return undeclared(file, placeOf(placed, chain.start, chain.rootEnd), chain.root);
  const near = closest(chain.root, [...ROOTS, ...names]);
  const span = placeOf(placed, chain.start, chain.rootEnd);
  report(file, 'cwl-expression-unknown-name', span, {
    message: `Unknown name '${chain.root}'.${near === undefined ? '' : ` Did you mean '${near}'?`}`,
    note:
      site.shell === true
        ? "Where a variable of the shell is meant, put a backslash in front of the '$'."
        : "Expressions know 'inputs', 'self', 'runtime', JavaScript itself, and the functions of 'expressionLib'.",
    fixes: replaceWith(span, near),
  });
  return UNKNOWN;
}

function undeclared(file: CheckedFile, span: Span, name: string): CwlType {
  report(file, 'cwl-expression-unknown-name', span, {
    message: `'${name}' is given a value and never declared.`,
    note: "In strict mode, in which engines run scripts, that stops them. Write 'var' before the name where it first stands.",
    fixes: [
      {
        title: `Declare '${name}'`,
        edits: [{ span: { start: span.start, end: span.start }, newText: 'var ' }],
      },
    ],
  });
  return UNKNOWN;
}

function unknownInput(file: CheckedFile, place: Place, step: ChainStep, form: 'reference' | 'script'): void {
  const { site, placed } = place;
  const names = [...site.inputs.names.keys()];
  const near = closest(step.name, names);
  const span = placeOf(placed, step.start, step.end);
  const owner =
    site.step === undefined ? `'${site.process.signature.name}'` : `Step '${site.step.step.name.text}'`;
  report(file, 'cwl-unknown-input', span, {
    message: `${owner} has no input '${step.name}'.${near === undefined ? '' : ` Did you mean '${near}'?`}`,
    note: names.length === 0 ? 'It has no inputs.' : `It has ${quoted(names)}.`,
    fixes: replaceWith(span, near),
    // In JavaScript the value is undefined, which the script may be made for.
    ...(form === 'script' ? { severity: 'warning' } : {}),
  });
}

function checkMembers(
  file: CheckedFile,
  place: Place,
  steps: readonly ChainStep[],
  owner: CwlType,
  ownerText: string,
  chain: ScriptChain,
  form: 'reference' | 'script',
): CwlType {
  let type = owner;
  let text = ownerText;
  for (const step of steps) {
    const next = memberType(type, step.name, step.kind);
    if (next === undefined) {
      const of = `'${text}' (${typeText(type)})`;
      if (chain.unsure !== true) unknownMember(file, place, step, of, membersOf(type) ?? [], form);
      return UNKNOWN;
    }
    const symbol = fieldSymbol(type, step.name);
    if (symbol !== undefined) refer(file, placeOf(place.placed, step.start, step.end), symbol);
    type = next;
    text += step.kind === 'index' ? `[${step.name}]` : `.${step.name}`;
  }
  return type;
}

function fieldSymbol(type: CwlType, name: string): SymbolId | undefined {
  if (type.kind === 'union') {
    for (const member of type.members) {
      const found = fieldSymbol(member, name);
      if (found !== undefined) return found;
    }
  }
  return type.kind === 'record' ? type.fields.find((field) => field.name === name)?.symbol : undefined;
}

function unknownMember(
  file: CheckedFile,
  { placed }: Place,
  step: ChainStep,
  owner: string,
  members: readonly Member[],
  form: 'reference' | 'script',
): void {
  const names = members.map(({ name }) => name);
  const near = closest(step.name, names);
  const span = placeOf(placed, step.start, step.end);
  report(file, 'cwl-unknown-member', span, {
    message: `${owner} has no '${step.name}'.${near === undefined ? '' : ` Did you mean '${near}'?`}`,
    note:
      names.length === 0
        ? 'A value of this type has no members.'
        : form === 'reference'
          ? `It has ${quoted(names)}.`
          : `It has ${quoted(names)}; anything else is undefined.`,
    fixes: replaceWith(span, near),
  });
}

/** The library of the place, for what is offered there. */
export function libraryAt(
  file: CheckedFile,
  site: { process: CheckedProcess; step?: Site['step'] },
): ScriptLibrary {
  return libraryOf(file, site.process, site.step?.step);
}
