import type { Port, ValueType } from '@omics-lens/server/model/index.ts';
import type { Clock } from '../clock.ts';
import type { Definitions } from '../omics/context.ts';
import type { Lives } from '../progress/lives.ts';
import { engineStreamName, outputUriOf, runStreamName } from '../simulation/run-facts.ts';
import { isOver, stateAt } from '../simulation/timeline.ts';
import type { RunRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { FoundObject } from './object-view.ts';
import { md5Of } from './object-view.ts';

/** What runs have written. It follows from the runs, so that a hundred thousand of them keep no files. */
export interface RunOutputs {
  list(bucket: string, prefix: string): Promise<readonly FoundObject[]>;
  hasBucket(bucket: string): boolean;
}

export interface RunOutputsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly lives: Lives;
  readonly definitions: Definitions;
}

export function runOutputs(options: RunOutputsOptions): RunOutputs {
  const { store, clock } = options;
  return {
    async list(bucket, prefix) {
      const wanted = `s3://${bucket}/${prefix}`;
      const found: FoundObject[] = [];
      for (const run of candidates(store, prefix)) {
        if (!isOver(stateAt(run.states, clock.now())?.status ?? 'PENDING')) continue;
        const folders = [outputUriOf(run), ...(run.cached?.entries ?? []).map(({ s3Uri }) => s3Uri)];
        if (!folders.some((folder) => `${folder}/`.startsWith(wanted) || wanted.startsWith(`${folder}/`))) {
          continue;
        }
        for (const object of await filesOf(run, options)) {
          if (object.bucket === bucket && object.key.startsWith(prefix)) found.push(object);
        }
      }
      return found;
    },
    hasBucket(bucket) {
      const uri = `s3://${bucket}/`;
      for (const cache of store.caches.all()) if (`${cache.s3Uri}/`.startsWith(uri)) return true;
      for (const run of store.runs.newest()) {
        if (
          `${run.settings.outputUri}/`.startsWith(uri) &&
          isOver(stateAt(run.states, clock.now())?.status ?? 'PENDING')
        ) {
          return true;
        }
      }
      return false;
    },
  };
}

/** A folder of a run has the run's id and the UUID of the run, a cache or a task in it: then it is that run alone. */
function candidates(store: Store, prefix: string): Iterable<RunRecord> {
  const named = prefix
    .split('/')
    .filter((part) => /^\d{7}$/.test(part))
    .flatMap((id) => store.runs.get(id) ?? []);
  return named.length > 0 ? named : store.runs.all();
}

async function filesOf(run: RunRecord, options: RunOutputsOptions): Promise<readonly FoundObject[]> {
  const end = run.states.at(-1);
  if (end === undefined) return [];
  const life = await options.lives.of(run);
  const folder = outputUriOf(run);
  const engineLog = ['engine', 'run'].flatMap((kind) => {
    const name = kind === 'engine' ? engineStreamName(run.id) : runStreamName(run.id);
    return life.streams.find((stream) => stream.name === name)?.events ?? [];
  });
  const files = new Map<string, string>();
  if (end.status !== 'CANCELLED' && life.tasks.length > 0) {
    files.set(`${folder}/logs/engine.log`, engineLog.map(({ message }) => `${message}\n`).join(''));
  }
  if (end.status === 'COMPLETED') {
    const reading = await options.definitions.read(run.workflow.definition);
    const ports = reading?.kind === 'read' ? reading.model.entry.outputs : [];
    const { engine = 'WDL' } = run.workflow.definition;
    const outputs: Record<string, unknown> = {};
    for (const port of ports) {
      const name =
        engine === 'CWL'
          ? port.name
          : `${reading?.kind === 'read' ? reading.model.entry.name : ''}.${port.name}`;
      outputs[name] = outputValue(port, folder, engine === 'CWL', (uri, text) => files.set(uri, text));
    }
    // Nextflow writes no summary of its outputs.
    if (engine !== 'NEXTFLOW')
      files.set(`${folder}/logs/outputs.json`, `${JSON.stringify(outputs, null, 2)}\n`);
  }
  for (const entry of run.cached?.entries ?? []) {
    const uuid = entry.s3Uri.slice(entry.s3Uri.lastIndexOf('/') + 1);
    files.set(
      `${entry.s3Uri}/${uuid}.json`,
      `${JSON.stringify({ s3uri: entry.s3Uri, files: [], version: 2 })}\n`,
    );
  }
  return [...files].map(([uri, text]) => fileAt(uri, text, end.at));
}

/** A file gets a small text that says what it stands for. */
function outputValue(
  port: Port,
  folder: string,
  asCwl: boolean,
  write: (uri: string, text: string) => void,
): unknown {
  const file = (path: string): unknown => {
    const text = `Simulated output '${port.name}'.\n`;
    const uri = `${folder}/out/${path}`;
    write(uri, text);
    const basename = path.slice(path.lastIndexOf('/') + 1);
    return asCwl ? { location: uri, basename, class: 'File', size: text.length } : uri;
  };
  const valueOf = (type: ValueType, path: string): unknown => {
    if (type.kind === 'array') return [valueOf(type.element, `${path}/0`)];
    if (type.kind !== 'primitive') return null;
    switch (type.name) {
      case 'File':
      case 'Directory':
        return file(`${path}/${port.name}`);
      case 'Boolean':
        return true;
      case 'Int':
        return 1;
      case 'Float':
        return 1.5;
      case 'String':
        return 'simulated';
    }
  };
  return valueOf(port.type, port.name);
}

function fileAt(uri: string, text: string, modifiedAt: number): FoundObject {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.*)$/s.exec(uri) ?? [];
  const bytes = new TextEncoder().encode(text);
  return {
    bucket,
    key,
    size: bytes.length,
    etag: md5Of(bytes),
    contentType: key.endsWith('.json') ? 'application/json' : 'binary/octet-stream',
    modifiedAt,
    storageClass: 'STANDARD',
    bytes: () => bytes,
  };
}
