import type { Problem } from '../../../text/index.ts';
import type { ReadScript } from '../analyze.ts';
import { checkCalls } from './calls.ts';
import { checkDirectives } from './directives.ts';
import { checkIncludes } from './includes.ts';
import { checkNames } from './names.ts';
import { checkOperators } from './operators.ts';
import { checkPorts } from './ports.ts';

/** Everything that is wrong with names, calls and words of a script; gathered in its `problems`. */
export function checkScript(read: ReadScript, syntaxProblems: readonly Problem[]): void {
  const isBroken = syntaxProblems.some(({ severity }) => severity === 'error');
  checkIncludes(read, isBroken);
  checkNames(read, isBroken);
  checkCalls(read);
  checkDirectives(read);
  checkPorts(read);
  checkOperators(read);
}
