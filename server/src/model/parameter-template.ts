import { LIMITS } from '../healthomics/limits.ts';
import type { Span } from '../text/index.ts';
import type { Port, WorkflowModel } from './workflow.ts';

/** CreateWorkflow's `parameterTemplate`: an entry for each input, by name. */
export type ParameterTemplate = Readonly<Record<string, TemplateEntry>>;

export interface TemplateEntry {
  readonly description: string;
  /** Absent for a parameter that must be given. */
  readonly optional?: true;
}

/** What a parameter template file says, with its places. */
export interface TemplateFacts {
  readonly uri: string;
  readonly entries: ReadonlyMap<string, { readonly optional: boolean; readonly span: Span }>;
}

/**
 * The template that HealthOmics would detect by itself: the entry's inputs in the order of the source, optional where
 * the type is or a default stands. Descriptions are cut and cleaned to what the API takes, and left empty from the
 * longest template on that would pass the limit of bytes.
 */
export function parameterTemplate(model: WorkflowModel): ParameterTemplate {
  const full = templateOf(model.entry.inputs, (port) => cleanDescription(port.description ?? ''));
  if (byteLength(full) <= LIMITS.templateBytes.value) return full;
  return templateOf(model.entry.inputs, () => '');
}

/** What the service will refuse about a template, each as a sentence. */
export function templateIssues(template: ParameterTemplate): readonly string[] {
  const names = Object.keys(template);
  const issues: string[] = [];
  const { templateEntries, templateBytes, templateNameLength } = LIMITS;
  if (names.length > templateEntries.value) {
    issues.push(`The template has ${names.length} parameters, and ${templateEntries.value} are allowed.`);
  }
  const bytes = byteLength(template);
  if (bytes > templateBytes.value) {
    issues.push(`The template takes ${bytes} bytes, and ${templateBytes.value} are allowed.`);
  }
  for (const name of names.filter((n) => n.length > templateNameLength.value)) {
    issues.push(`The name '${name}' is longer than ${templateNameLength.value} characters.`);
  }
  return issues;
}

function templateOf(ports: readonly Port[], describe: (port: Port) => string): ParameterTemplate {
  return Object.fromEntries(
    ports.map((port) => [
      port.name,
      { description: describe(port), ...(port.required ? {} : { optional: true as const }) },
    ]),
  );
}

/** A description as the API takes it: one line without control characters, with an ellipsis where it had to be cut. */
export function cleanDescription(text: string): string {
  const line = text.replace(/[\s\p{C}]+/gu, ' ').trim();
  const limit = LIMITS.templateDescriptionLength.value;
  return line.length <= limit ? line : `${line.slice(0, limit - 1).trimEnd()}…`;
}

function byteLength(template: ParameterTemplate): number {
  return new TextEncoder().encode(JSON.stringify(template)).length;
}
