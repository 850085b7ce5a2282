import type { CompletionCandidate } from '../../language.ts';
import { assignable, typeLabel } from '../../../model/index.ts';
import type { StructType, ValueType } from '../../../model/index.ts';
import type { ExpressionScope } from '../check/expression-scope.ts';
import { entryType, lift, namesIn } from '../check/scope.ts';
import type { Entry, Visible } from '../check/scope.ts';
import { PREVIOUS_MEMBERS, TASK_MEMBERS } from '../check/task-variable.ts';
import type { TaskMember } from '../check/task-variable.ts';
import { STANDARD_FUNCTIONS } from '../stdlib/index.ts';
import type { StandardFunction } from '../stdlib/index.ts';
import { atLeast } from '../versions.ts';

/**
 * Everything that an expression can start with; what fits the type that is wanted comes first. `own` is what the
 * expression gives a value to, which cannot be part of it.
 */
export function expressionCandidates(
  scope: ExpressionScope,
  expected: ValueType | undefined,
  own: Entry | undefined,
): CompletionCandidate[] {
  return [
    ...names(scope, expected, own),
    ...structLiterals(scope, expected),
    ...words(scope, expected),
    ...functions(scope, expected),
  ];
}

/** What may stand behind a dot. */
export function memberCandidates(type: ValueType): CompletionCandidate[] {
  switch (type.kind) {
    case 'struct':
      return type.members.map((member) => ({
        label: member.name,
        kind: 'member',
        detail: typeLabel(member.type),
        ...(member.description === undefined ? {} : { documentation: member.description }),
        rank: 1,
      }));
    case 'pair':
      return [
        { label: 'left', kind: 'member', detail: typeLabel(type.left), rank: 1 },
        { label: 'right', kind: 'member', detail: typeLabel(type.right), rank: 1 },
      ];
    case 'enum':
      return type.choices.map((choice) => ({
        label: choice,
        kind: 'enumMember',
        detail: type.name,
        rank: 1,
      }));
    default:
      return [];
  }
}

/** Outputs of a call, seen from where the expression stands. */
export function outputCandidates(visible: Visible): CompletionCandidate[] {
  return [...(visible.entry.callee?.outputs.values() ?? [])].map((output) => ({
    label: output.name,
    kind: 'member',
    detail: typeLabel(lift(output.type, visible.lifts)),
    ...(output.description === undefined ? {} : { documentation: output.description }),
    rank: 1,
  }));
}

export function taskMemberCandidates(scope: ExpressionScope): CompletionCandidate[] {
  const isEarly = scope.place === 'attributes' && atLeast(scope.file.version, '1.3');
  return membersOf(scope, TASK_MEMBERS).filter(
    ({ label }) => !isEarly || TASK_MEMBERS.get(label)?.early === true,
  );
}

export function previousMemberCandidates(scope: ExpressionScope): CompletionCandidate[] {
  return membersOf(scope, PREVIOUS_MEMBERS);
}

function membersOf(scope: ExpressionScope, members: ReadonlyMap<string, TaskMember>): CompletionCandidate[] {
  return [...members]
    .filter(([, member]) => atLeast(scope.file.version, member.since))
    .map(([label, member]) => ({
      label,
      kind: 'member',
      detail: typeLabel(member.type),
      documentation: member.doc,
      rank: 1,
    }));
}

/** A struct literal with a place for every member that must be given. */
export function structSnippet(type: StructType): string {
  const members = type.members.filter((member) => !member.type.optional);
  const lines = members.map((member, i) => `  ${member.name}: \${${i + 1}:${member.name}}`);
  return lines.length === 0 ? `${type.name} { $0 }` : `${type.name} {\n${lines.join(',\n')}\n}`;
}

function names(
  scope: ExpressionScope,
  expected: ValueType | undefined,
  own: Entry | undefined,
): CompletionCandidate[] {
  const candidates: CompletionCandidate[] = [];
  for (const [name, visible] of namesIn(scope.block)) {
    if (visible.entry === own) continue;
    if (visible.entry.kind === 'call') {
      candidates.push({ label: name, kind: 'task', detail: 'call', rank: 4 });
      for (const output of outputCandidates(visible)) {
        const type = lift(visible.entry.callee?.outputs.get(output.label)?.type ?? lifted, visible.lifts);
        candidates.push({
          ...output,
          label: `${name}.${output.label}`,
          kind: 'variable',
          rank: fits(scope, type, expected) ? 1 : 4,
        });
      }
      continue;
    }
    const type = lift(entryType(visible.entry), visible.lifts);
    const info = scope.file.symbols.get(visible.entry.symbol);
    candidates.push({
      label: name,
      kind: 'variable',
      detail: typeLabel(type),
      ...(info?.documentation === undefined ? {} : { documentation: info.documentation }),
      rank: fits(scope, type, expected) ? 1 : 3,
    });
  }
  return candidates;
}

const lifted: ValueType = { kind: 'any', optional: true };

function fits(scope: ExpressionScope, type: ValueType, expected: ValueType | undefined): boolean {
  if (expected === undefined || expected.kind === 'any') return true;
  if (type.kind === 'any') return false;
  if (type.kind === 'primitive' && expected.kind === 'primitive') return type.name === expected.name;
  return assignable(type, expected, scope.file.spec) === true;
}

function structLiterals(scope: ExpressionScope, expected: ValueType | undefined): CompletionCandidate[] {
  const candidates: CompletionCandidate[] = [];
  for (const [name, { type }] of scope.file.types) {
    const wanted = expected !== undefined && 'name' in expected && expected.name === name;
    if (type.kind === 'enum') {
      candidates.push({ label: name, kind: 'enum', rank: wanted ? 1 : 6 });
      continue;
    }
    if (!atLeast(scope.file.version, '1.1')) continue;
    candidates.push({
      label: `${name} { … }`,
      kind: 'struct',
      filter: name,
      insert: structSnippet({ ...type, name }),
      snippet: true,
      rank: wanted ? 1 : 6,
    });
  }
  return candidates;
}

function words(scope: ExpressionScope, expected: ValueType | undefined): CompletionCandidate[] {
  const isBoolean = expected?.kind === 'primitive' && expected.name === 'Boolean';
  const keywords: CompletionCandidate[] = [
    { label: 'true', kind: 'keyword', rank: isBoolean ? 2 : 7 },
    { label: 'false', kind: 'keyword', rank: isBoolean ? 2 : 7 },
    {
      label: 'if … then … else',
      kind: 'snippet',
      filter: 'if',
      insert: 'if ${1:condition} then ${2:value} else ${3:value}',
      snippet: true,
      rank: 7,
    },
  ];
  if (atLeast(scope.file.version, '1.1')) {
    keywords.push({ label: 'None', kind: 'keyword', rank: expected?.optional === true ? 2 : 7 });
  }
  if (scope.place !== 'workflow' && atLeast(scope.file.version, '1.2')) {
    keywords.push({ label: 'task', kind: 'variable', detail: 'facts about this run of the task', rank: 6 });
  }
  return keywords;
}

function functions(scope: ExpressionScope, expected: ValueType | undefined): CompletionCandidate[] {
  const candidates: CompletionCandidate[] = [];
  for (const found of STANDARD_FUNCTIONS.values()) {
    if (!atLeast(scope.file.version, found.since)) continue;
    if (found.only === 'task-output' && scope.place !== 'output') continue;
    candidates.push(functionCandidate(found, returns(found, expected) ? 4 : 5));
  }
  return candidates;
}

function returns(found: StandardFunction, expected: ValueType | undefined): boolean {
  if (expected?.kind !== 'primitive') return false;
  const type = found.signatures[0]?.returns;
  return type?.kind === 'type' && type.type.kind === 'primitive' && type.type.name === expected.name;
}

function functionCandidate(found: StandardFunction, rank: number): CompletionCandidate {
  const [first] = found.signatures;
  const parameters = first?.parameters.filter((one) => !one.optional) ?? [];
  const places = parameters.map((one, i) => `\${${i + 1}:${one.name}}`);
  return {
    label: found.name,
    kind: 'function',
    ...(first === undefined ? {} : { detail: first.label.slice(found.name.length) }),
    documentation: found.doc,
    insert: `${found.name}(${places.join(', ')})`,
    snippet: true,
    rank,
  };
}
