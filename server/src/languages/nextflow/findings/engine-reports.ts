import { OUTPUT_FOLDER } from '../../../healthomics/index.ts';
import { compile } from '../lower/compile.ts';
import { valueOfExpr } from './context.ts';
import type { NextflowFinding } from './finding.ts';
import { isExported, pathStart } from './published-path.ts';

const REPORTS: ReadonlySet<string> = new Set(['dag', 'report', 'timeline', 'trace']);

export const engineReport: NextflowFinding = {
  code: 'engine-report',
  severity: 'information',
  target: 'healthomics',
  summary: "Configuration asks for reports of Nextflow's own.",
  why: `AWS HealthOmics exports no execution report, timeline, trace or graph that the engine draws. Its own record of runs and tasks has the same figures. With Nextflow 25.10, what is written below \`${OUTPUT_FOLDER}\` is exported.`,
  bad: 'trace.enabled = true',
  config(context) {
    const { read, text, version, around } = context;
    const asked = read.written.filter(
      ({ path, value, counts }) =>
        counts &&
        path.length === 2 &&
        path[1] === 'enabled' &&
        REPORTS.has(path[0] ?? '') &&
        valueOfExpr(context, value)?.value === true,
    );
    const lost = asked.filter(({ path }) => {
      const file = read.written.find((one) => one.counts && one.path.join('.') === `${path[0] ?? ''}.file`);
      const start = file?.value === undefined ? undefined : pathStart(compile(text, file.value), around);
      return version.line !== '25.10' || start === undefined || !isExported(start.text);
    });
    const [first] = lost;
    if (first === undefined) return [];
    const names = lost.map(({ path }) => `'${path[0] ?? ''}'`).join(', ');
    return [
      {
        span: first.key,
        message: `AWS HealthOmics does not export what ${names} ${lost.length === 1 ? 'writes' : 'write'}.`,
        note: 'The record of the run and of its tasks has the same figures: look at the run there.',
      },
    ];
  },
};
