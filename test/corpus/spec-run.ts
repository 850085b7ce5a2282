import { product } from '@omics-lens/server/product.ts';
import { DEFAULT_SETTINGS } from '@omics-lens/server/settings.ts';
import type { Problem } from '@omics-lens/server/text/index.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import { Workspace } from '@omics-lens/server/workspace/workspace.ts';
import { renderProblems } from '../support/fixture.ts';
import { FAILS_AT_RUN_TIME, REPORTED_AS_WARNING, WRONG_EXAMPLES } from './spec-exceptions.ts';
import type { SpecExample } from './spec-examples.ts';
import { specExamples } from './spec-examples.ts';

const ROOT = 'file:///specification';

export interface SpecReport {
  readonly examples: number;
  /** Of those that must fail, how many are found without running them. */
  readonly reported: number;
  readonly runTimeOnly: number;
  readonly wrong: number;
  /** Each as a text for people; empty when all is as it must be. */
  readonly disagreements: readonly string[];
}

/** Checks all examples of one specification against each other's files; `version` is the key of the exceptions. */
export async function checkSpecification(markdown: string, version: string): Promise<SpecReport> {
  const examples = specExamples(markdown);
  const workspace = new Workspace({
    host: new MemoryHost(examples.map(({ name, text }) => [`${ROOT}/${name}`, text])),
    languages: product.languages,
    finish: product.finish,
    settings: { ...DEFAULT_SETTINGS, target: 'spec' },
  });
  workspace.addFolder(ROOT);
  const wrong = WRONG_EXAMPLES[version] ?? {};
  const atRunTime = FAILS_AT_RUN_TIME[version] ?? {};
  const disagreements: string[] = [];
  for (const name of [...Object.keys(wrong), ...Object.keys(atRunTime)]) {
    if (!examples.some((one) => one.name === name)) disagreements.push(`${name}: is listed, and not there.`);
  }
  let reported = 0;
  for (const example of examples) {
    const summary = await workspace.summary(`${ROOT}/${example.name}`);
    const errors = (summary?.problems ?? []).filter(
      ({ severity, code }) => severity === 'error' || REPORTED_AS_WARNING[example.name] === code,
    );
    if (example.expected === 'failure' && errors.length > 0) reported++;
    const disagreement = judge(example, errors, example.name in wrong, example.name in atRunTime);
    if (disagreement !== undefined) disagreements.push(`${example.name}: ${disagreement}`);
  }
  return {
    examples: examples.length,
    reported,
    runTimeOnly: Object.keys(atRunTime).length,
    wrong: Object.keys(wrong).length,
    disagreements,
  };
}

/** The version that the first example says. */
export function specificationVersion(markdown: string): string {
  for (const { text } of specExamples(markdown)) {
    const version = /^version (\S+)/m.exec(text)?.[1];
    if (version !== undefined) return version;
  }
  return 'draft-2';
}

function judge(
  { text, expected }: SpecExample,
  errors: readonly Problem[],
  isWrong: boolean,
  atRunTime: boolean,
): string | undefined {
  if (expected === 'failure') {
    if (atRunTime) {
      return errors.length > 0
        ? `is listed to fail when it runs, and is found:\n${shown(text, errors)}`
        : undefined;
    }
    return errors.length === 0 ? 'must fail, and nothing is found.' : undefined;
  }
  if (isWrong) return errors.length === 0 ? 'is listed as wrong, and nothing is found.' : undefined;
  return errors.length > 0 ? `must pass, and does not:\n${shown(text, errors)}` : undefined;
}

function shown(text: string, errors: readonly Problem[]): string {
  return renderProblems(text, errors);
}
