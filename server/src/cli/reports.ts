import type { FileSummary } from '../workspace/snapshot.ts';
import { githubReport } from './report-github.ts';
import { jsonReport } from './report-json.ts';
import { sarifReport } from './report-sarif.ts';
import { textReport } from './report-text.ts';

export type ReportFormat = 'text' | 'json' | 'sarif' | 'github';

export interface ReportOptions {
  /** The working folder's URI. */
  readonly folder: string;
  readonly colour: boolean;
}

/** The whole report of a check, as it is printed. */
export type Report = (files: readonly FileSummary[], options: ReportOptions) => string;

export const REPORTS: Readonly<Record<ReportFormat, Report>> = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
  github: githubReport,
};

export const REPORT_FORMATS: readonly ReportFormat[] = ['text', 'json', 'sarif', 'github'];
