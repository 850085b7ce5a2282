import type { Connection, DidChangeConfigurationParams } from 'vscode-languageserver';
import type { ServerSettings } from '../settings.ts';
import { readSettings } from '../workspace/read-settings.ts';
import type { Session } from './session.ts';

const SECTION = 'omicsLens';

/** Asks the client for its settings and those of its folders, where it can be asked. */
export async function pullSettings(connection: Connection, session: Session): Promise<void> {
  if (session.capabilities.workspace?.configuration !== true) return;
  const { folders } = session.workspace;
  const [section, ...ofFolders] = await ask(connection, session, [undefined, ...folders]);
  apply(session, readSettings(section), byFolder(folders, ofFolders));
}

/** Some clients send the settings with the news of their change, others wait to be asked. */
export async function settingsChanged(
  connection: Connection,
  session: Session,
  params: DidChangeConfigurationParams,
): Promise<void> {
  const sent = (params.settings as Partial<Record<string, unknown>> | null | undefined)?.[SECTION];
  if (sent === undefined || sent === null) return pullSettings(connection, session);
  // What is sent are the settings of the workspace; those of folders have to be asked for.
  const canBeAsked = session.capabilities.workspace?.configuration === true;
  const folders = canBeAsked ? session.workspace.folders : [];
  const ofFolders = folders.length === 0 ? [] : await ask(connection, session, folders);
  apply(session, readSettings(sent), byFolder(folders, ofFolders));
}

/** The section as it is for each folder, or for the workspace where there is none. */
function ask(
  connection: Connection,
  session: Session,
  scopes: readonly (string | undefined)[],
): Promise<unknown[]> {
  return connection.workspace.getConfiguration(
    scopes.map((scope) => ({
      section: SECTION,
      ...(scope === undefined ? {} : { scopeUri: session.clientUri(scope) }),
    })),
  );
}

/** A folder for which the client has no answer has the settings of the workspace. */
function byFolder(
  folders: readonly string[],
  sections: readonly unknown[],
): ReadonlyMap<string, ServerSettings> {
  return new Map(
    folders.flatMap((folder, i) => {
      const section = sections[i];
      return section === undefined || section === null ? [] : [[folder, readSettings(section)] as const];
    }),
  );
}

/** The same settings again are no change: nothing is checked anew. */
function apply(
  { workspace }: Session,
  settings: ServerSettings,
  folders: ReadonlyMap<string, ServerSettings>,
): void {
  const same = (a: ServerSettings, b: ServerSettings) => JSON.stringify(a) === JSON.stringify(b);
  const differing = new Map([...folders].filter(([, own]) => !same(own, settings)));
  const isKnown =
    same(settings, workspace.settings) &&
    workspace.folders.every((folder) =>
      same(workspace.settingsFor(folder), differing.get(folder) ?? settings),
    );
  if (!isKnown) workspace.configure(settings, differing);
}
