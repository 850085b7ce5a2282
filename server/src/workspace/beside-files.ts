import type { DataFacts } from '../languages/language.ts';
import type { RegistryMap } from '../model/index.ts';
import { mergeMaps } from '../model/index.ts';
import { folderOf, liesIn } from './uris.ts';

/** What registry maps and parameter templates tell the files around them. */
export class BesideFiles {
  readonly #files = new Map<string, { readonly facts: DataFacts; readonly fingerprint: string }>();
  #version = 0;

  /** Grows whenever there is something new to be told. */
  get version(): number {
    return this.#version;
  }

  /** True when the file tells something else than before. */
  set(
    uri: string,
    { data, fingerprint }: { readonly data?: DataFacts; readonly fingerprint: string },
  ): boolean {
    const before = this.#files.get(uri);
    if (data === undefined) return this.forget(uri);
    this.#files.set(uri, { facts: data, fingerprint });
    if (before?.fingerprint === fingerprint) return false;
    this.#version++;
    return true;
  }

  forget(uri: string): boolean {
    if (!this.#files.delete(uri)) return false;
    this.#version++;
    return true;
  }

  /** What counts for a file: maps of its folder, of the workflow's and above them; the template of its workflow. */
  of(
    uri: string,
    workflowUri: string | undefined,
    linkOf: (uri: string) => string | undefined,
  ): readonly DataFacts[] {
    const found: DataFacts[] = [];
    for (const [at, { facts }] of this.#files) {
      if (at === uri) continue;
      const isAbove =
        liesIn(uri, folderOf(at)) || (workflowUri !== undefined && liesIn(workflowUri, folderOf(at)));
      const isTemplate = workflowUri !== undefined && linkOf(at) === workflowUri;
      if (facts.template === undefined ? isAbove : isTemplate) found.push(facts);
    }
    return found;
  }

  registryMapFor(uri: string): RegistryMap | undefined {
    const maps = this.of(uri, undefined, () => undefined).flatMap((facts) => facts.registryMap ?? []);
    return maps.length === 0 ? undefined : mergeMaps(maps);
  }
}
