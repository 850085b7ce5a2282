import { personalData } from '../../omics/personal-data.ts';
import { placeOf, textOf, type PreflightContext } from './context.ts';
import type { CheckResult, Finding } from './finding.ts';

/** A word of warning on a name and tags that look as if they told who somebody is. */
export function checkPersonal(context: PreflightContext): Promise<CheckResult> {
  const name = textOf(context, 'name');
  const tags = context.subject.request['tags'];
  const tagged = typeof tags === 'object' && tags !== null ? Object.entries(tags) : [];
  const findings = [
    ...(name === undefined ? [] : warn(`Name '${name}'`, personalData(name), 'name', context)),
    ...tagged.flatMap(([key, value]) => {
      return warn(`Tag '${key}'`, personalData(String(value), key), `tags.${key}`, context);
    }),
  ];
  return Promise.resolve({ findings });
}

function warn(
  subject: string,
  what: string | undefined,
  member: string,
  context: PreflightContext,
): readonly Finding[] {
  if (what === undefined) return [];
  return [
    {
      code: 'personal-data',
      severity: 'warning',
      message: `${subject} looks like ${what}.`,
      note: 'Names and tags show up in logs, bills and events, which more people read than the data. Use a code that only you can resolve.',
      place: placeOf(context, member),
    },
  ];
}
