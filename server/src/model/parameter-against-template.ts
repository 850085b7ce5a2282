import { span } from '../text/index.ts';
import { removeMember } from './json-edits.ts';
import type { JsonObject } from './json-value.ts';
import type { ParameterReport } from './parameter-report.ts';

/**
 * Compares the keys of a parameter file with the template of its workflow, where one lies beside it. Of `silent` keys
 * and parameters something has been said already.
 */
export function checkAgainstTemplate(
  root: JsonObject,
  silent: ReadonlySet<string>,
  report: ParameterReport,
): void {
  const { template, target } = report.options;
  if (template === undefined || target === 'spec') return;
  const file = template.uri.slice(template.uri.lastIndexOf('/') + 1);
  // HealthOmics takes the workflow's name in front of a parameter as WDL does.
  const bare = (key: string) => (template.entries.has(key) ? key : key.slice(key.lastIndexOf('.') + 1));
  const given = new Set(root.members.map((member) => bare(member.key.value)));
  for (const member of root.members) {
    const key = member.key.value;
    if (template.entries.has(bare(key)) || silent.has(key)) continue;
    report.add('parameter-not-in-template', member.key, `The parameter template '${file}' has no '${key}'.`, {
      note: 'HealthOmics refuses a run with a parameter that the template does not have. Update the template, or remove the parameter.',
      fixes: [{ title: `Remove '${key}'`, edits: [removeMember(report.document, root, member)] }],
    });
  }
  for (const [name, entry] of template.entries) {
    if (entry.optional || given.has(name) || silent.has(name)) continue;
    report.add(
      'parameter-required-by-template',
      span(root.start, root.start + 1),
      `The parameter template '${file}' requires '${name}'.`,
      {
        note: `Give it a value, or write "optional": true in the template.`,
        related: [{ location: { uri: template.uri, span: entry.span }, message: 'Required here' }],
      },
    );
  }
}
