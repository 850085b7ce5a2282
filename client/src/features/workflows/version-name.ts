import { fieldIssue } from '@omics-lens/server/healthomics/field.ts';
import { VERSION_NAME } from '@omics-lens/server/healthomics/resource-fields.ts';

/**
 * The name of the next version: the Git tag of what is packed, where it can be one and none has it yet; otherwise the
 * next number of `v1`, `v2`, …
 */
export function nextVersionName(taken: readonly string[], tag: string | undefined): string {
  const named = tag === undefined ? undefined : asVersionName(tag);
  if (named !== undefined && !taken.includes(named)) return named;
  const numbers = taken.flatMap((name) => {
    const number = /^v(\d{1,9})$/.exec(name)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  return `v${Math.max(0, ...numbers) + 1}`;
}

/** What is wrong with a version's name, as a sentence. */
export function versionNameIssue(name: string, taken: readonly string[]): string | undefined {
  const issue = fieldIssue(VERSION_NAME, name);
  if (issue !== undefined) return `The name of a version ${issue}.`;
  return taken.includes(name) ? `There is a version '${name}' already.` : undefined;
}

/** `release/1.2` has a slash, which no version's name may have. */
function asVersionName(tag: string): string | undefined {
  const name = tag.replace(/[^A-Za-z0-9\-._]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return fieldIssue(VERSION_NAME, name) === undefined ? name : undefined;
}
