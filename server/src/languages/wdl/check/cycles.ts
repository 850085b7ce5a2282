import type { CheckedFile } from './file.ts';
import type { Block, Entry } from './scope.ts';

/** Reports every ring of values that are computed from each other, once, at the first of them in the text. */
export function reportCycles(file: CheckedFile, entries: readonly Entry[]): void {
  const state = new Map<Entry, 'open' | 'done'>();
  const path: Entry[] = [];
  const visit = (entry: Entry): void => {
    const before = state.get(entry);
    if (before === 'done') return;
    if (before === 'open') {
      report(file, path.slice(path.indexOf(entry)));
      return;
    }
    state.set(entry, 'open');
    path.push(entry);
    for (const need of needsOf(entry)) visit(need);
    path.pop();
    state.set(entry, 'done');
  };
  for (const entry of entries) visit(entry);
}

/** What must be known before the entry is: what it names, and what decides whether its block runs. */
export function needsOf(entry: Entry): Set<Entry> {
  let guarded: Set<Entry> | undefined;
  for (let at: Block | undefined = entry.block; at !== undefined; at = at.parent) {
    if (at.guard.size === 0) continue;
    guarded ??= new Set(entry.needs);
    for (const one of at.guard) guarded.add(one);
  }
  return guarded ?? entry.needs;
}

function report(file: CheckedFile, ring: readonly Entry[]): void {
  const first = ring.reduce((a, b) => (b.nameSpan.start < a.nameSpan.start ? b : a));
  const turned = [...ring.slice(ring.indexOf(first)), ...ring.slice(0, ring.indexOf(first))];
  const names = [...turned, first].map((entry) => `'${entry.name}'`).join(' → ');
  file.problems.push({
    span: first.nameSpan,
    severity: 'error',
    code: 'reference-cycle',
    message: `'${first.name}' is computed from itself: ${names}.`,
    note: 'Nothing in the ring can be computed first. Break it at one place.',
    ...(turned.length < 2
      ? {}
      : {
          related: turned.slice(1).map((entry) => ({
            location: { uri: file.uri, span: entry.nameSpan },
            message: `'${entry.name}' is part of the ring.`,
          })),
        }),
  });
}
