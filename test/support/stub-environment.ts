import type { Environment } from '@omics-lens/server/lsp/environment.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import { stubLanguage } from './stub-language.ts';

/** What a server runs on that knows the stub language only, and no files. */
export function stubEnvironment(over: Partial<Environment> = {}): Environment {
  return {
    name: 'test',
    version: '0',
    languages: [stubLanguage()],
    watched: [],
    finish: ({ syntaxProblems, analysis }) => [...syntaxProblems, ...analysis.problems],
    host: new MemoryHost(),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    now: () => performance.now(),
    ...over,
  };
}
