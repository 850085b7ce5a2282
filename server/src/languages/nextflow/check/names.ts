import type { Fix } from '../../../text/index.ts';
import { closest } from '../../../text/index.ts';
import type { ReadScript } from '../analyze.ts';
import { CONSTANTS, FUNCTIONS } from '../data/index.ts';
import { isKnownFunction, isKnownName } from '../scope/known-names.ts';
import type { Script } from '../scope/script.ts';
import type { Scope, UnknownName } from '../scope/names.ts';
import { reportUnusedInProcesses } from './unused-in-process.ts';

/** Names that are declared nowhere, declared twice, or never read. */
export function checkNames({ script, names }: ReadScript, isBroken: boolean): void {
  const isDynamic = /\b(?:evaluate|GroovyShell|setVariable|loadClass|metaClass)\b/.test(script.text);
  if (script.whole && !isDynamic)
    for (const unknown of names.unknown) reportUnknown(script, unknown, isBroken);
  for (const { name, span, component, known } of names.unknownOutputs) {
    const suggestion = closest(name, known);
    script.problems.push({
      span,
      severity: 'error',
      code: 'unknown-output',
      message:
        `'${component}' has no output '${name}'.` +
        (suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`),
      note:
        known.length === 0
          ? "None of its outputs has a name: give it one with 'emit', or use 'out[0]' and so on."
          : `Its outputs are ${known.join(', ')}.`,
      ...replacement(span, suggestion),
    });
  }
  for (const { name, span, first, what } of names.duplicates) {
    script.problems.push({
      span,
      severity: what === 'input' ? 'warning' : 'error',
      code: 'duplicate-declaration',
      message: what === 'input' ? `Two inputs are called '${name}'.` : `'${name}' is declared twice.`,
      note:
        what === 'input'
          ? 'The script sees the value of the later one only. Rename one of the two.'
          : 'Rename one of the two, or assign to the first without declaring it again.',
      related: [{ location: { uri: script.uri, span: first }, message: 'The first declaration.' }],
    });
  }
  if (isBroken) return;
  reportUnused({ script, names });
  reportUnusedInProcesses({ script, names });
}

function replacement(span: UnknownName['span'], suggestion: string | undefined): { fixes?: readonly Fix[] } {
  return suggestion === undefined
    ? {}
    : { fixes: [{ title: `Change to '${suggestion}'`, edits: [{ span, newText: suggestion }] }] };
}

function reportUnknown(script: Script, unknown: UnknownName, isBroken: boolean): void {
  const { name, use, scope } = unknown;
  if (name === '' || isKnownName(name)) return;
  if (use === 'component' || (use === 'read' && /^[A-Z][A-Z0-9_]*$/.test(name) && isPiped(script, unknown))) {
    if (use === 'component') return reportComponent(script, unknown);
  }
  if (use === 'call') {
    if (isKnownFunction(name)) return;
    // Calls in front of sections are directives, and those have a check of their own; classes and closures bring methods.
    if (scope.kind === 'process' || scope.kind === 'script' || isInClosure(scope)) return;
    return reportComponent(script, unknown);
  }
  // In a broken text, what is read may be declared where nothing could be read.
  if (isBroken) return;
  reportVariable(script, unknown);
}

function isPiped(script: Script, { span }: UnknownName): boolean {
  return /\|\s*$/.test(script.text.slice(Math.max(0, span.start - 20), span.start));
}

function isInClosure(scope: Scope): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent)
    if (at.kind === 'closure') return true;
  return false;
}

function reportComponent(script: Script, { name, span, use }: UnknownName): void {
  const isFunction = /^[a-z]/.test(name);
  if (isFunction && use === 'component') return;
  const candidates = [...script.components.keys(), ...(isFunction ? FUNCTIONS.keys() : [])];
  const suggestion = closest(name, candidates);
  script.problems.push({
    span,
    severity: 'error',
    code: 'unknown-process',
    message:
      `Unknown ${isFunction ? 'function' : 'process or workflow'} '${name}'.` +
      (suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`),
    note: 'It is neither declared in this script nor included from another.',
    ...replacement(span, suggestion),
  });
}

function reportVariable(script: Script, { name, span, scope }: UnknownName): void {
  // Names of the environment are found too, outside of tasks.
  if (/^[A-Z][A-Z0-9_]*$/.test(name) && scope.kind !== 'process') return;
  // What closures of operators, of `withName` and of the like see comes from whoever calls them.
  if (isInDelegating(scope)) return;
  const visible: string[] = [];
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) visible.push(...at.names.keys());
  // Of one letter, everything is near.
  const isShort = name.length < 3;
  const candidates = [...visible, ...CONSTANTS.keys(), ...script.components.keys()];
  const suggestion = isShort ? undefined : closest(name, candidates);
  const isShell = /\$\{?$/.test(script.text.slice(Math.max(0, span.start - 2), span.start));
  const dollar = script.text.lastIndexOf('$', span.start);
  script.problems.push({
    span,
    severity: 'warning',
    code: 'unknown-variable',
    message:
      `Unknown variable '${name}'.` + (suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`),
    note: isShell
      ? 'Nextflow puts a value here before the shell runs. A variable of the shell needs a backslash in front of its dollar sign.'
      : 'It is neither declared nor assigned in this script.',
    fixes: [
      ...(replacement(span, suggestion).fixes ?? []),
      ...(isShell && scope.kind === 'process'
        ? [
            {
              title: 'Make it a variable of the shell',
              edits: [{ span: { start: dollar, end: dollar }, newText: '\\' }],
            },
          ]
        : []),
    ],
  });
}

/** Closures may be run with a delegate that knows more names. */
function isInDelegating(scope: Scope): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    if (at.kind === 'closure') return true;
    if (at.kind === 'function') return false;
  }
  return false;
}

function reportUnused({ script, names }: Pick<ReadScript, 'script' | 'names'>): void {
  for (const scope of names.scopes) {
    if (inProcess(scope)) continue;
    for (const local of scope.names.values()) {
      if (local.kind !== 'def' || local.used || local.name.startsWith('_') || scope.kind === 'script')
        continue;
      script.problems.push({
        span: local.span,
        severity: 'hint',
        code: 'unused-variable',
        message: `'${local.name}' is declared and never read.`,
        note: 'Take it away, or begin its name with an underscore.',
        tags: ['unnecessary'],
      });
    }
  }
}

/** Those have a check of their own. */
function inProcess(scope: Scope): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent)
    if (at.kind === 'process') return true;
  return false;
}
