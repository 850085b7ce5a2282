import type { CwlDocument, Process, Requirement, Step } from '../document/index.ts';
import { allProcesses } from '../document/index.ts';
import type { Check } from './check.ts';
import { STRUCTURE_RULES } from './rules.ts';

const LOOP = 'http://commonwl.org/cwltool#Loop';

/** The loop of cwltool and AWS HealthOmics stands under `requirements` of a step, and goes with neither condition nor scatter. */
export function checkLoops(check: Check, document: CwlDocument): void {
  for (const process of allProcesses(document)) {
    for (const loop of loopsOf(process)) reportPlace(check, loop);
    for (const step of process.steps) checkStep(check, step);
  }
}

function checkStep(check: Check, step: Step): void {
  for (const loop of step.hints.filter(isLoop)) reportPlace(check, loop);
  const loop = step.requirements.find(isLoop);
  if (loop === undefined) return;
  for (const name of ['when', 'scatter']) {
    const field = step.fields.get(name);
    if (field === undefined) continue;
    check.report(STRUCTURE_RULES.loop, field.key, `A step with a loop cannot have '${name}'.`, {
      note: 'Put one of the two into a workflow of its own, and run that.',
    });
  }
}

function loopsOf({ requirements, hints }: Process): readonly Requirement[] {
  return [...requirements, ...hints].filter(isLoop);
}

function isLoop({ name }: Requirement): boolean {
  return name === LOOP;
}

function reportPlace(check: Check, { classNode }: Requirement): void {
  check.report(STRUCTURE_RULES.loop, classNode, 'A loop cannot stand here.', {
    note: "It belongs under 'requirements' of the step that is to run again.",
  });
}
