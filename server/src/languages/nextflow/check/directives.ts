import type { Fix, Problem, Span } from '../../../text/index.ts';
import { closest } from '../../../text/index.ts';
import type { ReadScript } from '../analyze.ts';
import type { Directive, OptionEntry } from '../data/index.ts';
import {
  DIRECTIVES,
  INPUT_QUALIFIERS,
  OUTPUT_QUALIFIERS,
  atLeast,
  availabilityWords,
  isIn,
} from '../data/index.ts';
import type { Directed } from '../scope/process.ts';
import { isKnownFunction } from '../scope/known-names.ts';
import type { Script } from '../scope/script.ts';
import { textOf } from '../scope/script.ts';
import { isMemoryText, readDuration, readMemory } from '../lower/values.ts';
import type { ExprNode, NamedArgumentNode } from '../syntax/ast.ts';
import { isNamed, keyOf, plainString, positional, spanOf } from '../words.ts';

/** Directives that do not exist, that the version does not have, and values that they do not understand. */
export function checkDirectives({ script }: ReadScript): void {
  for (const { directives, name: process } of script.processes) {
    for (const directive of directives) checkDirective(script, directive, process);
  }
}

function checkDirective(script: Script, directed: Directed, process: string): void {
  const name = textOf(script, directed.name);
  const known = DIRECTIVES.get(name);
  if (known === undefined) {
    // A bare word, a variable, or a call of a function of one's own is no directive.
    const isCall = directed.args.length > 0 && directed.assigned === undefined;
    if (isCall && !script.components.has(name) && !isQualifier(name) && !isKnownFunction(name))
      reportUnknown(script, directed, name, process);
    return;
  }
  if (directed.assigned !== undefined) {
    // AWS' own guide writes it so.
    if (name !== 'omicsRetryOn5xx') reportAssigned(script, directed, name);
    return;
  }
  if (!isIn(script.version.line, known))
    return reportVersion(script, spanOf(directed.name), `directive '${name}'`, known);
  checkValue(script, directed, known);
  checkOptions(script, directed.args.filter(isNamed), known.options, `directive '${name}'`);
}

/** Words of DSL 1 that may stand in front of everything. */
function isQualifier(name: string): boolean {
  return INPUT_QUALIFIERS.has(name) || OUTPUT_QUALIFIERS.has(name);
}

function reportUnknown(script: Script, directed: Directed, name: string, process: string): void {
  const suggestion = closest(name, DIRECTIVES.keys());
  // Any call may stand there as far as Groovy goes: what looks like no directive at all may be one of those.
  const isSlip = suggestion !== undefined;
  script.problems.push({
    span: spanOf(directed.name),
    severity: isSlip ? 'error' : 'warning',
    code: 'unknown-directive',
    message:
      `Unknown directive '${name}' in process '${process}'.` +
      (isSlip ? ` Did you mean '${suggestion}'?` : ''),
    note: 'Directives stand in front of the sections of a process, and Nextflow knows a fixed list of them.',
    ...fixesOf(directed.name, suggestion),
  });
}

/** Up to 24.10 a process is a map in which an assignment puts the directive; since then it makes a variable of the script. */
function reportAssigned(script: Script, directed: Directed, name: string): void {
  const value = directed.args[0];
  const isLost = atLeast(script.version.line, '25.10');
  script.problems.push({
    span: spanOf(directed.name),
    severity: isLost ? 'warning' : 'hint',
    code: 'directive-assigned',
    message: isLost
      ? `'${name} = …' sets a variable and not the directive '${name}'.`
      : `'${name} = …' sets the directive up to Nextflow 24.10 only.`,
    note: 'Inside of a process, directives have no equals sign; only in configuration they do.',
    ...(value === undefined
      ? {}
      : {
          fixes: [
            {
              title: 'Remove the equals sign',
              edits: [{ span: { start: directed.name.end, end: value.start }, newText: ' ' }],
              preferred: true as const,
            },
          ],
        }),
  });
}

export function reportVersion(
  script: Pick<Script, 'problems' | 'version' | 'context'> & Partial<Pick<Script, 'isPart'>>,
  span: Span,
  what: string,
  availability: Pick<Directive, 'since' | 'until'>,
): void {
  const { version, how } = script.version;
  // A run that is refused says so itself, and a part of a project may be run by any.
  if (how === 'refused' || how === 'unreadable' || script.isPart === true) return;
  script.problems.push({
    span,
    // Elsewhere somebody may run it with any version.
    severity: script.context.settings.target === 'healthomics' ? 'error' : 'hint',
    code: 'directive-version',
    message: `The ${what} is not in Nextflow ${version}.`,
    note: `${availabilityWords(availability)} AWS HealthOmics runs this workflow with ${version}, by 'manifest.nextflowVersion' of its configuration.`,
  });
}

function checkValue(script: Script, directed: Directed, known: Directive): void {
  const [value] = positional(directed.args);
  if (value === undefined) return;
  const problem = valueProblem(script.text, value, known);
  if (problem !== undefined) script.problems.push(problem);
}

/** What is wrong with a literal value of a directive, here or in configuration. */
export function valueProblem(
  text: string,
  value: ExprNode,
  { name, values, kind }: Directive,
): Problem | undefined {
  const plain = plainString(text, value);
  const written = text.slice(value.start, value.end);
  if (
    values !== undefined &&
    plain !== undefined &&
    kind !== 'any' &&
    kind !== 'boolean' &&
    !values.includes(plain)
  ) {
    const suggestion = closest(plain, values);
    return {
      span: spanOf(value),
      severity: 'warning',
      code: 'directive-value',
      message:
        `'${name}' does not know '${plain}'.` +
        (suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`),
      note: `It knows ${values.join(', ')}.`,
      ...fixesOf(value, suggestion === undefined ? undefined : `'${suggestion}'`),
    };
  }
  if (plain !== undefined && kind === 'memory' && !isMemoryText(plain))
    return memoryProblem(value, name, plain);
  if (plain !== undefined && kind === 'duration' && readDuration(plain) === undefined) {
    return wrongValue(
      value,
      `'${plain}' is no time.`,
      "Write a number and a unit, such as '90m', '4h' or '1d 12h'.",
    );
  }
  if (kind === 'integer' && plain !== undefined && !/^\s*-?\d+\s*$/.test(plain)) {
    return wrongValue(
      value,
      `'${name}' needs a whole number, not '${plain}'.`,
      'Write the number without quotes.',
    );
  }
  if (kind === 'integer' && value.kind === 'float') {
    return wrongValue(value, `'${name}' needs a whole number, not ${written}.`, 'Round it up.');
  }
  return undefined;
}

function memoryProblem(value: ExprNode, name: string, plain: string): Problem {
  const read = readMemory(plain);
  const better = read === undefined ? undefined : plain.replace(/([kmgtpez])iB/i, '$1B');
  return {
    ...wrongValue(
      value,
      `Nextflow cannot read '${plain}' as an amount of memory.`,
      "It reads a number and a unit, such as '8 GB', and a GB is 1,024³ bytes there.",
    ),
    // The guide of AWS HealthOmics writes GiB, so that it may well be read there.
    severity: read === undefined ? 'error' : 'information',
    ...fixesOf(value, better === undefined || name === '' ? undefined : `'${better}'`),
  };
}

function wrongValue(value: Span, message: string, note: string): Problem {
  return { span: spanOf(value), severity: 'warning', code: 'directive-value', message, note };
}

/** Named arguments that are not understood, or not in the version. */
export function checkOptions(
  script: Pick<Script, 'text' | 'problems' | 'version' | 'context' | 'isPart'>,
  given: readonly NamedArgumentNode[],
  options: readonly OptionEntry[] | undefined,
  what: string,
): void {
  if (options === undefined) return;
  for (const argument of given) {
    const name = keyOf(script.text, argument);
    if (name === undefined) continue;
    const known = options.find((one) => one.name === name);
    if (known === undefined) {
      const suggestion = closest(
        name,
        options.map((one) => one.name),
      );
      script.problems.push({
        span: spanOf(argument.key),
        severity: 'error',
        code: 'unknown-option',
        message:
          `The ${what} has no option '${name}'.` +
          (suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`),
        note: `It has ${options.map((one) => one.name).join(', ')}.`,
        ...fixesOf(argument.key, suggestion),
      });
      continue;
    }
    if (!isIn(script.version.line, known))
      reportVersion(script, spanOf(argument.key), `option '${name}' of the ${what}`, known);
    checkOptionValue(script, argument, known);
  }
}

function checkOptionValue(
  script: Pick<Script, 'text' | 'problems'>,
  { value }: NamedArgumentNode,
  { name, values }: OptionEntry,
): void {
  const plain = plainString(script.text, value);
  if (value === undefined || plain === undefined || values === undefined || values.includes(plain)) return;
  const suggestion = closest(plain, values);
  script.problems.push({
    span: spanOf(value),
    severity: 'warning',
    code: 'directive-value',
    message:
      `'${name}' does not know '${plain}'.` +
      (suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`),
    note: `It knows ${values.join(', ')}.`,
    ...fixesOf(value, suggestion === undefined ? undefined : `'${suggestion}'`),
  });
}

function fixesOf(span: Span, newText: string | undefined): { fixes?: readonly Fix[] } {
  return newText === undefined
    ? {}
    : {
        fixes: [
          {
            title: `Change to ${newText.startsWith("'") ? newText : `'${newText}'`}`,
            edits: [{ span: spanOf(span), newText }],
          },
        ],
      };
}
