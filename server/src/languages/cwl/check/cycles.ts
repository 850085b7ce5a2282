import type { CheckedFile } from './file.ts';
import { report } from './file.ts';
import type { Links } from './links.ts';
import type { CheckedWorkflow } from './sources.ts';
import type { CheckedStep } from './steps.ts';

/** The steps that a step takes values from. */
export function stepsBefore(step: CheckedStep, links: Links): readonly CheckedStep[] {
  const found = new Set<CheckedStep>();
  for (const input of step.inputs) {
    for (const source of links.ofInput.get(input)?.sources ?? []) {
      if (source.step !== undefined) found.add(source.step);
    }
  }
  return [...found];
}

/** Steps that wait for themselves, by way of others: each ring is said once. */
export function reportCycles(file: CheckedFile, { steps }: CheckedWorkflow, links: Links): void {
  const done = new Set<CheckedStep>();
  const path: CheckedStep[] = [];
  const visit = (step: CheckedStep): void => {
    const at = path.indexOf(step);
    if (at >= 0) {
      const ring = path.slice(at);
      const names = [...ring, step].map((one) => `'${one.step.name.text}'`).reverse();
      report(file, 'cwl-cycle', step.step.name.span, {
        message:
          ring.length === 1
            ? `Step ${names[0] ?? ''} waits for its own output.`
            : `Steps wait for each other: ${names.join(' → ')}.`,
        note: 'None of them can ever start. Take one of the links away.',
      });
      return;
    }
    if (done.has(step)) return;
    path.push(step);
    for (const before of stepsBefore(step, links)) visit(before);
    path.pop();
    done.add(step);
  };
  steps.forEach(visit);
}
