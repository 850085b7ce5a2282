import type { Files } from '../../../client/src/infrastructure/files.ts';

/** A workspace in memory, rooted at `file:///ws`. */
export interface MemoryFiles extends Files {
  /** What was done to it, such as `save file:///ws/main.wdl`. */
  readonly done: string[];
  set(uri: string, text: string): void;
  text(uri: string): string | undefined;
  uris(): readonly string[];
}

export function memoryFiles(contents: Readonly<Record<string, string>>): MemoryFiles {
  const texts = new Map(Object.entries(contents));
  const done: string[] = [];
  const read = (uri: string) => {
    const text = texts.get(uri);
    return Promise.resolve(text === undefined ? undefined : new TextEncoder().encode(text));
  };
  return {
    done,
    set: (uri, text) => void texts.set(uri, text),
    text: (uri) => texts.get(uri),
    uris: () => [...texts.keys()].sort(),
    readIfPresent: read,
    async read(uri) {
      const content = await read(uri);
      if (!content) throw new Error(`There is no file ${uri}`);
      return content;
    },
    create(uri, text) {
      done.push(`create ${uri}`);
      if (!texts.has(uri)) texts.set(uri, text);
      return Promise.resolve();
    },
    show(uri, at) {
      done.push(at ? `show ${uri} line ${at.start.line + 1}` : `show ${uri}`);
      return Promise.resolve();
    },
    edit(uri, text) {
      done.push(`edit ${uri}`);
      texts.set(uri, text);
      return Promise.resolve();
    },
    write(uri, pieces) {
      done.push(`write ${uri}`);
      texts.set(uri, pieces.join(''));
      return Promise.resolve();
    },
    find(glob) {
      const endings = /^\*\*\/\*\.(?:\{(.+)\}|([\w.-]+))$/.exec(glob);
      if (!endings) throw new Error(`A glob of another form: ${glob}`);
      const wanted = (endings[1] ?? endings[2] ?? '').split(',');
      return Promise.resolve(
        [...texts.keys()].filter((uri) => wanted.some((end) => uri.endsWith(`.${end}`))).sort(),
      );
    },
    save(uris) {
      for (const uri of uris) done.push(`save ${uri}`);
      return Promise.resolve();
    },
    folderOf: (uri) => (uri.startsWith('file:///ws/') ? 'file:///ws' : undefined),
  };
}
