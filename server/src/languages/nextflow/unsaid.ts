import type { Unsaid } from '../language.ts';
import type { Span } from '../../text/index.ts';
import { overlaps } from '../../text/index.ts';
import type { ReadScript } from './analyze.ts';
import { channelShapes } from './channel-shapes.ts';
import { resourcesOf, valueOf } from './lower/resources.ts';
import type { ReadProcess } from './scope/process.ts';
import type { Script } from './scope/script.ts';
import { textOf } from './scope/script.ts';
import { positional, spanOf } from './words.ts';

/** Directives whose value is worth a look. */
const SHOWN: ReadonlySet<string> = new Set([
  'cpus',
  'memory',
  'time',
  'container',
  'maxRetries',
  'accelerator',
]);

/** What closures of directives come to, what elements of channels are, and what configuration adds to a process or puts in the place of its own words. */
export function unsaidIn({ script }: ReadScript, range: Span): readonly Unsaid[] {
  const ofProcesses = script.processes
    .filter(({ node }) => overlaps(node, range))
    .flatMap((process) => processUnsaid(script, process));
  return [...ofProcesses, ...channelShapes(script, range)].sort((a, b) => a.span.start - b.span.start);
}

function processUnsaid(script: Script, process: ReadProcess): readonly Unsaid[] {
  const { directives, around } = resourcesOf(script, process);
  const found: Unsaid[] = [];
  const fromConfig: string[] = [];
  let assumes = false;
  for (const [name, { setting, origin }] of directives) {
    if (!SHOWN.has(name)) continue;
    const value = valueOf(setting, around);
    const known = value.constant ?? value.byDefault;
    if (known === undefined || known === null || known === '') continue;
    if (origin.kind === 'process') continue;
    fromConfig.push(`${name} ${String(known)}`);
    assumes ||= value.constant === undefined;
  }
  if (fromConfig.length > 0) {
    found.push({
      kind: 'value',
      span: process.nameSpan,
      text: fromConfig.join(', '),
      ...(assumes ? { assumes: 'defaults' as const } : {}),
    });
  }
  for (const directive of process.directives) {
    const name = textOf(script, directive.name);
    const resolved = directives.get(name);
    const [value] = positional(directive.args);
    if (!SHOWN.has(name) || resolved === undefined || value === undefined) continue;
    if (resolved.origin.kind !== 'process' || resolved.setting.at.span.start !== value.start) continue;
    if (value.kind !== 'closure' && value.kind !== 'string' && value.kind !== 'ternary') continue;
    const { constant, byDefault } = valueOf(resolved.setting, around);
    const known = constant ?? byDefault;
    if (known === undefined || known === null || String(known) === '') continue;
    // A literal says it itself.
    if (value.kind === 'string' && !value.parts.some(({ kind }) => kind === 'interpolation')) continue;
    found.push({
      kind: 'value',
      span: spanOf(value),
      text: typeof known === 'string' ? `'${known}'` : String(known),
      ...(constant === undefined ? { assumes: 'defaults' as const } : {}),
    });
  }
  return found.filter(({ text }) => text.length <= LONGEST).sort((a, b) => a.span.start - b.span.start);
}

const LONGEST = 100;
