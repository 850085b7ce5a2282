import type { Engine } from '@omics-lens/server/model/index.ts';
import type { UnzipFileInfo } from 'fflate';
import { unzipSync } from 'fflate';

export type Opened =
  | { readonly kind: 'opened'; readonly files: ReadonlyMap<string, Uint8Array> }
  /** Why not, as a sentence. */
  | { readonly kind: 'broken'; readonly reason: string };

/** Nobody's pipeline is longer; a small zip can hold terabytes of nothing. */
const MOST_BYTES = 200 * 1024 * 1024;
const MOST_FILES = 10_000;

/** The files of a definition's zip, by path. */
export function openDefinition(zip: Uint8Array): Opened {
  let bytes = 0;
  let count = 0;
  const wanted = (file: UnzipFileInfo): boolean => {
    if (!isFile(file.name)) return false;
    bytes += file.originalSize;
    count++;
    if (bytes > MOST_BYTES) throw new Error(`it holds more than ${MOST_BYTES / 1024 / 1024} MiB`);
    if (count > MOST_FILES) throw new Error(`it holds more than ${MOST_FILES} files`);
    return true;
  };
  try {
    const files = new Map(Object.entries(unzipSync(zip, { filter: wanted })));
    if (files.size === 0) return { kind: 'broken', reason: 'The definition holds no files.' };
    return { kind: 'opened', files };
  } catch (error) {
    return { kind: 'broken', reason: `The definition is not a readable zip: ${(error as Error).message}.` };
  }
}

export type ChosenMain =
  | { readonly kind: 'main'; readonly path: string; readonly engine: Engine }
  | { readonly kind: 'none'; readonly reason: string };

/**
 * The file that a run starts with, as the service picks it: the one that was named, else the only definition file, else
 * the one called `main`. Source: user guide, chapter on workflow definition files.
 */
export function chooseMain(
  paths: Iterable<string>,
  named: string | undefined,
  engine: Engine | undefined,
): ChosenMain {
  const all = [...paths];
  if (named !== undefined) {
    if (!all.includes(named))
      return { kind: 'none', reason: `The definition has no file '${named}', which is its main file.` };
    const own = engine ?? engineOf(named);
    if (own === undefined) return { kind: 'none', reason: `'${named}' is not a WDL, Nextflow or CWL file.` };
    return { kind: 'main', path: named, engine: own };
  }
  const definitions = all.filter((path) => fits(path, engine));
  const mains = definitions.filter((path) => /^main\.\w+$/.test(path));
  const candidates = definitions.length === 1 ? definitions : mains;
  const [path] = candidates;
  if (path === undefined) {
    return {
      kind: 'none',
      reason:
        definitions.length === 0
          ? 'The definition holds no WDL, Nextflow or CWL file.'
          : `The definition holds ${definitions.length} workflow files and none is called 'main': name the main file.`,
    };
  }
  if (candidates.length > 1) {
    return {
      kind: 'none',
      reason: `The definition holds ${candidates.join(' and ')}: name the main file or the engine.`,
    };
  }
  const own = engine ?? engineOf(path);
  return own === undefined
    ? { kind: 'none', reason: `'${path}' is not a WDL, Nextflow or CWL file.` }
    : { kind: 'main', path, engine: own };
}

const ENGINES: Readonly<Record<string, Engine>> = { wdl: 'WDL', nf: 'NEXTFLOW', cwl: 'CWL' };

function engineOf(path: string): Engine | undefined {
  return ENGINES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
}

function fits(path: string, engine: Engine | undefined): boolean {
  const own = engineOf(path);
  if (own === undefined) return false;
  return engine === undefined || own === (engine === 'WDL_LENIENT' ? 'WDL' : engine);
}

/** Folders, the extra entries of macOS, and paths that lead out of the zip are no files of the definition. */
function isFile(name: string): boolean {
  return (
    !name.endsWith('/') &&
    !name.startsWith('/') &&
    !name.startsWith('__MACOSX/') &&
    !name.split('/').includes('..')
  );
}
