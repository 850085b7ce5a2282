// What the command `omics-lens` starts. It tells V8 how so short a life is spent best, which must be said before the program
// itself is read.
import module from 'node:module';
import { setFlagsFromString } from 'node:v8';

/**
 * A check ends within seconds, in which V8 optimises functions that are then hardly called again. When it waits longer
 * with that, whole repositories take two thirds of the processor time. An editor's server lives longer and keeps what V8 does by itself.
 */
const LATER: Readonly<Record<string, string>> = {
  20: '--interrupt-budget=800000',
  22: '--invocation-count-for-turbofan=10000',
  24: '--invocation-count-for-turbofan=10000',
};

function optimiseLater(): void {
  const [release = ''] = process.versions.node.split('.');
  const flag = LATER[release];
  if (flag !== undefined) setFlagsFromString(flag);
}

const isServer = process.argv.some((argument) => /^--(?:stdio|node-ipc|socket|pipe)\b/.test(argument));
if (!isServer) optimiseLater();
// From Node 22.8 on: compiled code is kept in the folder for temporary files. Older releases lack the function.
(module as { readonly enableCompileCache?: () => unknown }).enableCompileCache?.();
void import('./cli-main.ts');
