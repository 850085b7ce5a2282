import { DEFAULT_SETTINGS } from '../settings.ts';
import type { FormatSettings, ImportSettings, RuleSeverity, ServerSettings } from '../settings.ts';

const SEVERITIES: readonly string[] = ['error', 'warning', 'information', 'hint', 'off'];

/** The server's settings from the `omicsLens` section as a client sends it; what makes no sense is left at its default. */
export function readSettings(section: unknown): ServerSettings {
  if (!isRecord(section)) return DEFAULT_SETTINGS;
  const region = section['region'];
  const program = section['shellcheck'];
  return {
    target: section['target'] === 'spec' ? 'spec' : DEFAULT_SETTINGS.target,
    engine: section['engine'] === 'WDL_LENIENT' ? 'WDL_LENIENT' : DEFAULT_SETTINGS.engine,
    strict: strictOf(section['nextflow']),
    region: typeof region === 'string' && region.trim() !== '' ? region.trim() : undefined,
    parameterFiles: stringsOf(section['parameterFiles']),
    problemsIn: section['problemsIn'] === 'openFiles' ? 'openFiles' : DEFAULT_SETTINGS.problemsIn,
    rules: Object.fromEntries(
      Object.entries(stringsOf(section['rules'])).filter((entry): entry is [string, RuleSeverity] =>
        SEVERITIES.includes(entry[1]),
      ),
    ),
    imports: importsOf(section['imports']),
    shellcheck:
      typeof program === 'string' && program.trim() !== '' ? program.trim() : DEFAULT_SETTINGS.shellcheck,
    format: formatOf(section['format']),
    inlayHints: switchesOf(section['inlayHints'], DEFAULT_SETTINGS.inlayHints),
    codeLens: switchesOf(section['codeLens'], DEFAULT_SETTINGS.codeLens),
  };
}

function strictOf(section: unknown): ServerSettings['strict'] {
  const strict = isRecord(section) ? section['strict'] : undefined;
  return strict === 'on' || strict === 'off' ? strict : DEFAULT_SETTINGS.strict;
}

function importsOf(section: unknown): ImportSettings {
  if (!isRecord(section)) return DEFAULT_SETTINGS.imports;
  return {
    fetch: section['fetch'] === 'always' ? 'always' : DEFAULT_SETTINGS.imports.fetch,
    allowPrivate: section['allowPrivate'] === true,
  };
}

function formatOf(section: unknown): FormatSettings {
  const { format } = DEFAULT_SETTINGS;
  if (!isRecord(section)) return format;
  const width = section['lineWidth'];
  return {
    lineWidth: typeof width === 'number' && width > 0 ? width : format.lineWidth,
    trailingCommas: section['trailingCommas'] === 'keep' ? 'keep' : format.trailingCommas,
  };
}

/** The switches that `defaults` names, each as it was set. */
function switchesOf<Switches extends Readonly<Record<keyof Switches, boolean>>>(
  section: unknown,
  defaults: Switches,
): Switches {
  if (!isRecord(section)) return defaults;
  const read = Object.entries(defaults).map(([name, before]) => {
    const value = section[name];
    return [name, typeof value === 'boolean' ? value : before] as const;
  });
  return Object.fromEntries(read) as Switches;
}

function stringsOf(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
