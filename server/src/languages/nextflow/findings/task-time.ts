import { durationText, isDuration, readDuration } from '../lower/values.ts';
import type { Value } from '../lower/values.ts';
import type { ExprNode } from '../syntax/ast.ts';
import { spanOf } from '../words.ts';
import type { ConfigContext, ScriptContext } from './context.ts';
import { valueOfExpr } from './context.ts';
import type { Finding, NextflowFinding } from './finding.ts';

const MINUTE = 60_000;

export const taskTime: NextflowFinding = {
  code: 'task-time',
  severity: 'information',
  target: 'healthomics',
  summary: 'A task gets another time than the one that is written.',
  why: 'AWS HealthOmics counts whole minutes: less than one is raised to one, and seconds behind whole minutes fall away. Nextflow 22.04 does not know the limit there at all.',
  bad: "time '90s'",
  good: "time '2m'",
  script: check,
  config: check,
};

function check(context: ScriptContext | ConfigContext): readonly Finding[] {
  const isOld = context.version.line === '22.04';
  const found = context.directives().flatMap(({ name, value }): readonly Finding[] => {
    if (name !== 'time' || value === undefined) return [];
    if (isOld) return [ignored(value)];
    const given = valueOfExpr(context, value);
    const time = given === undefined || given.assumed ? undefined : durationOf(given.value);
    if (time === undefined || time <= 0 || time % MINUTE === 0) return [];
    const counted = Math.max(MINUTE, Math.floor(time / MINUTE) * MINUTE);
    const words = durationText({ milliseconds: counted });
    return [
      {
        span: spanOf(value),
        message: `AWS HealthOmics makes ${words} of '${durationText({ milliseconds: time })}'.`,
        note: 'It counts whole minutes, and at least one.',
      },
    ];
  });
  return isOld ? found.slice(0, 1) : found;
}

function ignored(value: ExprNode): Finding {
  return {
    span: spanOf(value),
    message: 'AWS HealthOmics does not limit the time of tasks with Nextflow 22.04.',
    note: 'From 23.10 on it does.',
  };
}

function durationOf(value: Value): number | undefined {
  if (isDuration(value)) return value.milliseconds;
  return typeof value === 'string' ? readDuration(value)?.milliseconds : undefined;
}
