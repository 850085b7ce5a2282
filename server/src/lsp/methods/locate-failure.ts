import { locateFailureIn } from '../../features/locate-failure.ts';
import type { RunFailure } from '../../model/index.ts';
import { locateFailureRequest } from '../../protocol/index.ts';
import type { LocateFailureParams, LocateFailureResponse } from '../../protocol/index.ts';
import type { Location, TextEdit } from '../../text/index.ts';
import type { Ask } from '../../workspace/snapshot.ts';
import { bestFit } from '../best-fit.ts';
import { rangeIn, toRange } from '../convert.ts';
import { workspaceMethod } from '../requests.ts';
import { runFacts } from '../run-facts.ts';
import type { Session } from '../session.ts';

export const locateFailureMethod = workspaceMethod<LocateFailureParams, LocateFailureResponse>({
  method: locateFailureRequest,
  summary: 'The causes of a failed run on the places in the source that made them, with fixes.',
  takes: 'run',
  async answer(params, session, ask) {
    const { workspace } = session;
    await workspace.prepareAll(ask);
    const uri =
      params.uri === undefined ? await bestFit(params.taskNames, session) : session.ownUri(params.uri);
    if (uri === undefined) return null;
    const stating =
      params.parameters === undefined
        ? await parametersOf(uri, session, ask)
        : session.ownUri(params.parameters);
    const given = await runFacts(uri, stating, session, ask);
    const { workflow } = given;
    if (workflow === undefined) return null;
    // The members of the request stand in the run file, its parameters may stand in a file of their own.
    const requested =
      stating === undefined || stating === uri ? given : await runFacts(uri, undefined, session, ask);
    const facts = { ...given.facts, members: [...requested.facts.members, ...given.facts.members] };
    const sourceOf = (at: string) => given.sourceOf(at) ?? requested.sourceOf(at);
    const placeOf = ({ uri: at, span }: Location) => {
      const lines = sourceOf(at)?.lines;
      return {
        uri: session.clientUri(at),
        range: lines === undefined ? rangeIn(session, { uri: at, span }) : toRange(lines, span),
      };
    };
    const files = workspace.reachable(workflow.uri);
    const failures = locateFailureIn(failureOf(params), {
      model: workflow,
      files,
      facts,
      region: params.region ?? workspace.settingsFor(workflow.uri).region,
      textOf: sourceOf,
    });
    const edited =
      (at: string) =>
      ({ span, newText }: TextEdit) => ({
        range: placeOf({ uri: at, span }).range,
        newText,
      });
    return {
      workflow: { uri: session.clientUri(workflow.uri), name: workflow.entry.name },
      files: files.map((file) => session.clientUri(file)),
      failures: failures.map(({ at, code, message, note, about, related, taskIds, fixes }) => ({
        ...placeOf(at),
        code,
        message,
        note,
        about,
        taskIds,
        related: related.map((other) => ({ ...placeOf(other.at), message: other.message })),
        fixes: fixes.map((fix) => ({
          title: fix.title,
          uri: session.clientUri(fix.uri),
          edits: fix.edits.map(edited(fix.uri)),
        })),
      })),
    };
  },
});

function failureOf({ run, reason, message, tasks, engineLog }: LocateFailureParams): RunFailure {
  return {
    run,
    tasks,
    engineLog,
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
  };
}

/** The file itself where it holds parameters; otherwise the only parameter file that is tied to the workflow. */
async function parametersOf(uri: string, session: Session, ask: Ask): Promise<string | undefined> {
  const { workspace } = session;
  if (workspace.isParameterFile(uri)) return uri;
  const tied: string[] = [];
  for (const file of await workspace.files()) {
    if (!workspace.isParameterFile(file)) continue;
    const summary = await workspace.summary(file, ask);
    if (summary?.link?.workflowUri === uri) tied.push(file);
  }
  return tied.length === 1 ? tied[0] : undefined;
}
