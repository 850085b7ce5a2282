/** What the view shows: names that hold a text, and one of its sections or all. */
export interface WorkflowFilter {
  /** In small letters; empty for all. */
  readonly text: string;
  readonly section: WorkflowSection | 'all';
}

export type WorkflowSection = 'private' | 'shared' | 'ready2run';

export const NO_FILTER: WorkflowFilter = { text: '', section: 'all' };

export function isFiltering({ text, section }: WorkflowFilter): boolean {
  return text !== '' || section !== 'all';
}

/** Whether one of the texts of a workflow, such as its name and id, holds what is looked for. */
export function passes({ text }: WorkflowFilter, ...texts: readonly (string | undefined)[]): boolean {
  return text === '' || texts.some((each) => each?.toLowerCase().includes(text) === true);
}

/** What stands above the rows; `undefined` without a filter. */
export function filterMessage({ text, section }: WorkflowFilter): string | undefined {
  if (text === '' && section === 'all') return undefined;
  const what = {
    all: 'workflows',
    private: 'private workflows',
    shared: 'shared workflows',
    ready2run: 'Ready2Run workflows',
  }[section];
  return text === '' ? `Only ${what}.` : `Only ${what} with '${text}'.`;
}
