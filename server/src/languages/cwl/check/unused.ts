import type { CheckedFile } from './file.ts';
import { isOn, report } from './file.ts';
import type { Links } from './links.ts';
import type { CheckedWorkflow } from './sources.ts';

/** Inputs of a workflow and outputs of its steps that no link names. */
export function checkUnused(file: CheckedFile, { workflow, steps }: CheckedWorkflow, { used }: Links): void {
  if (steps.length === 0) return;
  for (const { port, signature } of workflow.inputs) {
    if (used.has(signature.symbol)) continue;
    report(file, 'cwl-unused-input', port.name.span, {
      message: `No step uses the input '${signature.name}'.`,
      note: 'Whoever runs the workflow gives a value that does nothing. Link it to a step, or remove it.',
      tags: ['unnecessary'],
    });
  }
  if (!isOn(file, 'cwl-unused-step-output')) return;
  const linked = new Set<string>();
  const sources = [...steps.flatMap(({ step }) => step.inputs), ...workflow.process.outputs].flatMap(
    (part) => part.sources,
  );
  for (const { text } of sources) linked.add(text);
  for (const { step, outputs } of steps) {
    for (const { name } of outputs.values()) {
      if (linked.has(`${step.name.text}/${name.text}`)) continue;
      report(file, 'cwl-unused-step-output', name.span, {
        message: `Nothing uses the output '${name.text}' of step '${step.name.text}'.`,
        note: "What is neither an input of a step nor an output of the workflow is gone when the run ends. Remove it from 'out'.",
        tags: ['unnecessary'],
      });
    }
  }
}
