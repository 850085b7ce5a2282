import assert from 'node:assert/strict';
import { product } from '@omics-lens/server/product.ts';
import type { ServerSettings } from '@omics-lens/server/settings.ts';
import { DEFAULT_SETTINGS } from '@omics-lens/server/settings.ts';
import type { Location, Span, TextEdit } from '@omics-lens/server/text/index.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import type { FileSnapshot } from '@omics-lens/server/workspace/snapshot.ts';
import { Workspace } from '@omics-lens/server/workspace/workspace.ts';
import type { Fixture } from './fixture.ts';
import { carets, parseFixture } from './fixture.ts';

const ROOT = 'file:///project';

/** What editors say, by the ends of names. */
const LANGUAGE_IDS: Readonly<Record<string, string>> = {
  ...{ json: 'json', cwl: 'cwl', yml: 'yaml', yaml: 'yaml' },
  ...{ nf: 'nextflow', config: 'nextflow-config' },
};

/** A fixture in a workspace with all our languages and rules: every file in it, the one with the cursor open. */
export interface OpenFixture {
  readonly fixture: Fixture;
  readonly workspace: Workspace;
  /** The file with the cursor, or the first. */
  readonly file: FileSnapshot;
  /** The cursor, or 0. */
  readonly offset: number;
}

export async function openFixture(
  text: string,
  settings: Partial<ServerSettings> = {},
): Promise<OpenFixture> {
  const fixture = parseFixture(text);
  const workspace = new Workspace({
    host: new MemoryHost([...fixture.files].map(([path, content]) => [ROOT + path, content])),
    languages: product.languages,
    finish: product.finish,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    report: (error) => {
      throw error;
    },
  });
  workspace.addFolder(ROOT);
  const path = fixture.cursor?.path ?? fixture.main;
  const uri = ROOT + path;
  const languageId = LANGUAGE_IDS[/\.(\w+)$/.exec(path)?.[1] ?? ''] ?? 'wdl';
  workspace.openDocument({ uri, languageId, version: 1, text: fixture.files.get(path) ?? '' });
  await workspace.prepareAll();
  const file = await workspace.snapshot(uri);
  assert.ok(file !== undefined, `${path} has no language`);
  return { fixture, workspace, file, offset: fixture.cursor?.offset ?? 0 };
}

/** `path:line`, the source line, and carets under the span. */
export function renderLocation(workspace: Workspace, { uri, span }: Location): string {
  const file = workspace.known(uri);
  if (file === undefined) return `${uri.slice(ROOT.length)} (not known)`;
  const { line } = file.lines.positionAt(span.start);
  const source = file.text.slice(file.lines.lineStart(line), file.lines.lineEnd(line));
  return `${uri.slice(ROOT.length)}:${line + 1}\n${source}\n${carets(file.text, file.lines, span)}`;
}

export function renderLocations(workspace: Workspace, locations: readonly Location[]): string {
  return locations.map((location) => renderLocation(workspace, location)).join('\n');
}

/** Spans of one file. */
export function renderSpans({ workspace, file }: OpenFixture, spans: readonly Span[]): string {
  return renderLocations(
    workspace,
    spans.map((span) => ({ uri: file.uri, span })),
  );
}

/** The files that edits change, as they are afterwards, each under its `//- /path` line. */
export function renderEdits(workspace: Workspace, edits: ReadonlyMap<string, readonly TextEdit[]>): string {
  return [...edits]
    .map(([uri, changes]) => {
      const text = workspace.known(uri)?.text ?? '';
      return `//- ${uri.slice(ROOT.length)}\n${applyEdits(text, changes)}`;
    })
    .join('\n');
}
