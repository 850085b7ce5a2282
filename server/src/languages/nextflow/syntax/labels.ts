/** Labels of sections, in the order in which Nextflow's documentation puts them. */
export const PROCESS_LABELS: readonly string[] = [
  ...['input', 'stage', 'output', 'topic', 'when', 'script', 'shell', 'exec', 'stub', 'prompt'],
];
export const WORKFLOW_LABELS: readonly string[] = [
  ...['take', 'main', 'emit', 'publish', 'onComplete', 'onError'],
];

/** True for the labels of processes and workflows. */
export function isSectionLabel(word: string): boolean {
  return LABELS.has(word);
}

const LABELS: ReadonlySet<string> = new Set([...PROCESS_LABELS, ...WORKFLOW_LABELS]);
