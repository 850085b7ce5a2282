import type { RequestField } from '../healthomics/field.ts';
import { START_RUN_FIELDS } from '../healthomics/start-run-fields.ts';
import type { JsonDocument, JsonObject } from '../model/index.ts';
import { addMembers, checkParameters, quotedList, skeletonObject } from '../model/index.ts';
import type { Problem } from '../text/index.ts';
import { closest } from '../text/index.ts';
import type { DocumentContext } from './document-report.ts';
import { DocumentReport } from './document-report.ts';
import { checkField, membersOf, opening, removeFix, textOf } from './field-check.ts';
import { checkRunSettings } from './run-settings.ts';

/** The body of a StartRun request. */
export const RUN_DOCUMENT: RequestField = {
  name: 'StartRun',
  type: 'structure',
  members: START_RUN_FIELDS.rows,
  doc: 'The body of a StartRun request, as `aws omics start-run --cli-input-json` takes it.',
};

/** Checks a run file: each member, the members against each other, the parameters against the workflow. */
export function checkRunFile(document: JsonDocument, context: DocumentContext): readonly Problem[] {
  const report = new DocumentReport(document, context);
  const { root } = document;
  if (root === undefined) return [];
  if (root.kind === 'object') {
    checkField(root, { ...RUN_DOCUMENT, members: membersFor(root) }, '', report);
    checkSource(root, report);
    checkRunSettings(root, 'run', report);
    checkOwnParameters(root, report);
  } else checkField(root, RUN_DOCUMENT, '', report);
  return report.finish();
}

/** A string in place of the parameters gets words of its own. */
function membersFor(root: JsonObject): readonly RequestField[] {
  const byName = textOf(membersOf(root), 'parameters') !== undefined;
  return START_RUN_FIELDS.rows.map((field) =>
    byName && field.name === 'parameters' ? { ...field, type: 'any' } : field,
  );
}

function checkSource(root: JsonObject, report: DocumentReport): void {
  const members = membersOf(root);
  const runId = members.get('runId');
  const workflowId = members.get('workflowId');
  // A misspelt key is said once, where it stands.
  const meant = root.members.some(({ key }) => closest(key.value, ['workflowId', 'runId']) !== undefined);
  if (runId === undefined && workflowId === undefined && !meant) {
    report.add('run-workflow-missing', opening(root), "The run names neither 'workflowId' nor 'runId'.", {
      note: 'A new run needs the id of its workflow; a repeated one the id of the earlier run.',
      fixes: [
        {
          title: "Add 'workflowId'",
          edits: [addMembers(report.document, root, [{ key: 'workflowId', text: '""' }])],
          preferred: true,
        },
      ],
    });
  }
  if (runId !== undefined && workflowId !== undefined) {
    report.add('run-two-sources', runId, "'runId' repeats a run, and 'workflowId' starts a new one.", {
      note: 'Keep the one that is meant.',
      fixes: [removeFix(runId, root, report), removeFix(workflowId, root, report)],
    });
  }
  const owner = members.get('workflowOwnerId');
  if (runId !== undefined && workflowId === undefined && owner !== undefined) {
    report.add('run-repeats-shared', owner, 'A run of a shared workflow cannot be repeated by its id.', {
      note: "Start a new run with 'workflowId' instead.",
    });
  }
  const requestId = members.get('requestId');
  if (requestId === undefined) return;
  report.add(
    'request-id-fixed',
    requestId,
    'With this request id a second start of the file starts nothing.',
    {
      note: 'The service takes it for the same wish. Leave it out, and each start gets its own.',
      fixes: [removeFix(requestId, root, report)],
    },
  );
}

function checkOwnParameters(root: JsonObject, report: DocumentReport): void {
  const { context, document } = report;
  const members = membersOf(root);
  const value = members.get('parameters')?.value;
  if (value?.kind === 'string') {
    return report.add(
      'run-parameters-by-name',
      value,
      "'parameters' names a file instead of holding the values.",
      {
        note: "The service takes the values themselves. Write them here, or give the file with '--parameters'.",
      },
    );
  }
  // A repeated run takes the parameters that are absent from the earlier run.
  const { model } = context;
  if (value?.kind === 'object') {
    const found = checkParameters(model, { text: document.text, root: value }, context);
    const silent = members.has('runId')
      ? new Set(['parameter-missing', 'parameter-required-by-template'])
      : new Set();
    return report.include(found.filter(({ code }) => !silent.has(code)));
  }
  if (members.has('parameters') || members.has('runId') || model === undefined) return;
  const required = model.entry.inputs.filter((port) => port.required);
  if (required.length === 0) return;
  const names = quotedList(required.map(({ name }) => name));
  const message = `'parameters' is missing, and ${model.entry.kind} '${model.entry.name}' requires ${names}.`;
  const added = required.map(({ name, type }) => ({ key: name, type }));
  report.add('field-missing', opening(root), message, {
    note: 'Without them the run cannot start.',
    fixes: [
      {
        title: "Add 'parameters' with all that is required",
        edits: [
          addMembers(document, root, [
            { key: 'parameters', text: skeletonObject(document.text, root, added) },
          ]),
        ],
        preferred: true,
      },
    ],
  });
}
