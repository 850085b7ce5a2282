import type { CompletionCandidate } from '../../language.ts';
import type { AttributeSectionNode } from '../ast.ts';
import { textOf } from '../check/file.ts';
import type { CheckedFile } from '../check/file.ts';
import { ATTRIBUTES, attributeFact } from '../facts/attributes.ts';
import { atLeast } from '../versions.ts';

/** The attributes that the section does not have yet. */
export function attributeCandidates(file: CheckedFile, section: AttributeSectionNode): CompletionCandidate[] {
  const given = new Set(section.attributes.map((attribute) => textOf(file, attribute.key)));
  const candidates: CompletionCandidate[] = [];
  ATTRIBUTES.forEach((fact, i) => {
    if (!fact.sections.includes(section.kind) || given.has(fact.name)) return;
    const other = fact.preferred;
    const outdated = other !== undefined && (given.has(other) || isAvailable(file, other));
    const tooNew = !atLeast(file.version, fact.since);
    candidates.push({
      label: fact.name,
      kind: 'key',
      detail: fact.type,
      documentation: fact.doc,
      insert: `${fact.name}: `,
      rank: (outdated || tooNew ? 7 : 1) + i / 100,
    });
  });
  return candidates;
}

/** The keys of `hints { … }` inside a hints section. */
export function hintCandidates(file: CheckedFile, given: ReadonlySet<string>): CompletionCandidate[] {
  return ATTRIBUTES.filter(
    ({ name, sections, preferred }) =>
      sections.includes('hints') && preferred === undefined && !given.has(name) && !OUTER_HINTS.has(name),
  ).map((fact, i) => ({
    label: fact.name,
    kind: 'key',
    detail: fact.type,
    documentation: fact.doc,
    insert: `${fact.name}: `,
    rank: (atLeast(file.version, fact.since) ? 1 : 7) + i / 100,
  }));
}

const OUTER_HINTS: ReadonlySet<string> = new Set(['inputs', 'outputs', 'allow_nested_inputs']);

export function attributeValueCandidates(
  key: string,
  section: AttributeSectionNode['kind'],
): CompletionCandidate[] {
  return (attributeFact(key, section)?.values ?? []).map((label, i) => ({
    label,
    kind: 'value',
    rank: 1 + i / 100,
  }));
}

function isAvailable(file: CheckedFile, name: string): boolean {
  return ATTRIBUTES.some((fact) => fact.name === name && atLeast(file.version, fact.since));
}
