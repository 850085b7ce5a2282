import type { Severity, Span } from '../../../text/index.ts';
import type { CheckedFile } from './file.ts';
import { report } from './file.ts';
import { addRequirement } from './fix-requirement.ts';
import type { CheckedProcess } from './processes.ts';
import type { Allowed } from './requirements.ts';
import { allows } from './requirements.ts';
import type { CheckedWorkflow } from './sources.ts';
import type { CheckedStep } from './steps.ts';

/** Something that is used, and the requirement that allows it. */
export interface Need {
  readonly name: string;
  readonly place: Span;
  readonly message: string;
  readonly allowed: Allowed;
  readonly process: CheckedProcess;
  readonly severity?: Severity;
}

/** Says that a requirement is missing; once for a process and requirement, at the first place that needs it. */
export class Needs {
  readonly #file: CheckedFile;
  readonly #said = new Map<CheckedProcess, Set<string>>();

  constructor(file: CheckedFile) {
    this.#file = file;
  }

  need({ name, place, message, allowed, process, severity }: Need): void {
    if (allows(allowed, name)) return;
    const outermost = outermostOf(process);
    let said = this.#said.get(outermost);
    if (said === undefined) this.#said.set(outermost, (said = new Set()));
    if (said.has(name)) return;
    said.add(name);
    report(this.#file, 'cwl-requirement-missing', place, {
      message,
      note: `Add ${name} to the requirements.`,
      fixes: addRequirement(this.#file.text, process.process, name),
      ...(severity === undefined ? {} : { severity }),
    });
  }
}

function outermostOf(process: CheckedProcess): CheckedProcess {
  let at = process;
  while (at.around !== undefined) at = at.around.parent;
  return at;
}

/** What the steps of a workflow need to be allowed. */
export function checkNeeds(needs: Needs, { workflow, steps }: CheckedWorkflow): void {
  for (const step of steps) {
    const { allowed } = step;
    const base = { process: workflow, allowed };
    const { step: written, callee } = step;
    const name = written.name.text;
    const scatter = written.fields.get('scatter')?.key;
    if (written.scatter.length > 0 && scatter !== undefined) {
      needs.need({
        ...base,
        name: 'ScatterFeatureRequirement',
        place: scatter,
        message: `Step '${name}' scatters, and no ScatterFeatureRequirement allows it.`,
      });
    }
    if (callee?.class === 'Workflow') {
      needs.need({
        ...base,
        name: 'SubworkflowFeatureRequirement',
        place: written.fields.get('run')?.key ?? written.name.span,
        message: `Step '${name}' runs a workflow, and no SubworkflowFeatureRequirement allows it.`,
      });
    }
    checkInputNeeds(needs, workflow, step);
  }
}

function checkInputNeeds(needs: Needs, workflow: CheckedProcess, step: CheckedStep): void {
  for (const { input } of step.inputs) {
    const base = { process: workflow, allowed: step.allowed };
    const valueFrom = input.fields.get('valueFrom')?.key;
    if (valueFrom !== undefined) {
      needs.need({
        ...base,
        name: 'StepInputExpressionRequirement',
        place: valueFrom,
        message: `'valueFrom' of a step needs StepInputExpressionRequirement.`,
        severity: 'warning',
      });
    }
    const [, second] = input.sources;
    if (second !== undefined) {
      needs.need({
        ...base,
        name: 'MultipleInputFeatureRequirement',
        place: second.node,
        message: `'${input.name.text}' has several sources, and no MultipleInputFeatureRequirement allows it.`,
        severity: 'warning',
      });
    }
  }
}
