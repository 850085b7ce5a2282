/** Facts about the service, with the document they were read in and its date. */
export interface FactTable<Row> {
  readonly source: string;
  /** ISO date of the document, as exactly as it says. */
  readonly date: string;
  readonly rows: readonly Row[];
}

/** The user guide, by the last entry of its document history. */
export const GUIDE = { source: 'AWS HealthOmics User Guide', date: '2026-03-20' } as const;

/** The service model that the SDKs are generated from. */
export const API = { source: 'AWS HealthOmics API 2022-11-28, service model', date: '2026-11' } as const;
