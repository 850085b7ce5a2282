import type { Connection, DidChangeConfigurationParams } from 'vscode-languageserver';
import { readSettings } from '../workspace/read-settings.ts';
import type { Session } from './session.ts';

const SECTION = 'omicsLens';

/** Asks the client for its settings, where it can be asked. */
export async function pullSettings(connection: Connection, session: Session): Promise<void> {
  if (session.capabilities.workspace?.configuration !== true) return;
  apply(session, await connection.workspace.getConfiguration(SECTION));
}

/** Some clients send the settings with the news of their change, others wait to be asked. */
export async function settingsChanged(
  connection: Connection,
  session: Session,
  params: DidChangeConfigurationParams,
): Promise<void> {
  const sent = (params.settings as Partial<Record<string, unknown>> | null | undefined)?.[SECTION];
  if (sent === undefined || sent === null) await pullSettings(connection, session);
  else apply(session, sent);
}

/** The same settings again are no change: nothing is checked anew. */
function apply(session: Session, section: unknown): void {
  const settings = readSettings(section);
  if (JSON.stringify(settings) !== JSON.stringify(session.workspace.settings)) {
    session.workspace.configure(settings);
  }
}
