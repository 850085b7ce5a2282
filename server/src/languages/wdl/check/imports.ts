import type { AnalyzeContext, DocumentLink, Imported, ImportRef } from '../../language.ts';
import { symbolId, typeLabel } from '../../../model/index.ts';
import type { SymbolId } from '../../../model/index.ts';
import { closest } from '../../../text/index.ts';
import type { Problem, Span } from '../../../text/index.ts';
import type { ImportNode, WdlTree } from '../ast.ts';
import type { NamedType, WdlExports } from '../exports.ts';
import { atLeast } from '../versions.ts';
import { reportDuplicate } from './declarations.ts';
import { define, refer, spanOf, textOf } from './file.ts';
import type { CheckedFile } from './file.ts';

/** The documents that the imports of the tree name, in the order of the text. */
export function importRefs(tree: WdlTree): ImportRef[] {
  const refs: ImportRef[] = [];
  for (const item of tree.root.items) {
    if (item.kind !== 'import') continue;
    const ref = importRef(tree.text, item);
    if (ref !== undefined && ref.target !== '') refs.push(ref);
  }
  return refs;
}

/** Makes the namespaces and types of all imports known to the file, and returns the links of their strings. */
export function resolveImports(file: CheckedFile, context: AnalyzeContext<WdlExports>): DocumentLink[] {
  const links: DocumentLink[] = [];
  for (const item of file.tree.root.items) {
    if (item.kind !== 'import') continue;
    const link = resolveImport(file, context, item);
    if (link !== undefined) links.push(link);
  }
  return links;
}

function resolveImport(
  file: CheckedFile,
  context: AnalyzeContext<WdlExports>,
  node: ImportNode,
): DocumentLink | undefined {
  const ref = importRef(file.text, node);
  if (node.uri?.closed !== true || (node.namespace === undefined && ref?.target === ''))
    file.lost.namespaces = 'lost';
  if (ref === undefined || ref.target === '') {
    file.incomplete = true;
    if (node.uri?.closed === true)
      file.problems.push(notAPath(node.uri, ref === undefined ? 'placeholder' : 'empty'));
    declareNamespace(file, node, undefined, new Set(), '');
    return undefined;
  }
  const imported = context.imported(ref.target);
  if (imported.kind === 'loaded') {
    if (!imported.exports.complete) file.incomplete = true;
    checkImportedVersion(file, ref, imported.exports);
    const types = bringTypes(file, node, ref, imported.exports);
    declareNamespace(file, node, imported.exports, types, ref.target);
    return { span: ref.span, target: imported.uri, tooltip: `Open ${ref.target}` };
  }
  file.incomplete = true;
  declareNamespace(file, node, undefined, new Set(), ref.target);
  if (imported.kind === 'cycle') {
    file.problems.push(cycle(ref));
    return { span: ref.span, target: imported.uri };
  }
  const remote = isRemote(ref.target);
  if (node.uri?.closed === true) {
    file.problems.push(remote ? notLoaded(ref, imported) : unresolved(ref, imported.reason));
  }
  const target = remote ? ref.target : imported.uri;
  return target === undefined ? undefined : { span: ref.span, target };
}

function checkImportedVersion(file: CheckedFile, ref: ImportRef, exports: WdlExports): void {
  if (atLeast(file.version, exports.version)) return;
  file.problems.push({
    span: ref.span,
    severity: 'warning',
    code: 'import-newer-version',
    message: `'${ref.target}' is WDL ${exports.version}, which is newer than this document's ${file.version}.`,
    note: 'The specification lets a document import versions up to its own. Write the newer version here, or the older one there.',
  });
}

function importRef(text: string, node: ImportNode): ImportRef | undefined {
  const { uri } = node;
  if (uri === undefined) return undefined;
  let target = '';
  for (const part of uri.parts) {
    if ('children' in part) return undefined;
    target += text.slice(part.start, part.end);
  }
  const end = uri.closed ? uri.end - 1 : uri.end;
  return { target, span: { start: uri.start + 1, end: Math.max(uri.start + 1, end) } };
}

/** The name that an import has when none is given: the file's, without the ending. */
export function defaultNamespace(target: string): string {
  const path = target.split(/[?#]/, 1)[0] ?? target;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.endsWith('.wdl') ? name.slice(0, -4) : name;
}

function declareNamespace(
  file: CheckedFile,
  node: ImportNode,
  exports: WdlExports | undefined,
  types: ReadonlySet<string>,
  target: string,
): void {
  const token = node.namespace;
  const name = token === undefined ? defaultNamespace(target) : textOf(file, token);
  const span = spanOf(token ?? node.uri ?? node);
  if (name === '') return;
  const before = file.namespaces.get(name);
  if (before !== undefined) {
    reportDuplicate(
      file,
      name,
      span,
      before.span,
      "Two imports cannot have one namespace. Give this one another: 'as other_name'.",
    );
    return;
  }
  if (token === undefined && node.uri?.closed === true && !/^[A-Za-z]\w*$/.test(name))
    file.problems.push(badNamespace(node, name));
  const symbol = symbolId(file.uri, 'import', name);
  const info = {
    id: symbol,
    kind: 'namespace',
    name,
    span,
    signature: `import "${target}" as ${name}`,
  } as const;
  if (token === undefined) file.symbols.set(symbol, info);
  else define(file, info);
  file.namespaces.set(name, {
    name,
    symbol,
    span,
    node,
    target,
    callables: exports?.callables,
    types,
    used: false,
  });
}

/** Brings the structs and enums of an imported document into this one and returns their names here. */
function bringTypes(file: CheckedFile, node: ImportNode, ref: ImportRef, exports: WdlExports): Set<string> {
  const aliases = new Map<string, SymbolId>();
  const names = new Map<string, string>();
  for (const alias of node.aliases) {
    if (alias.from === undefined || alias.to === undefined) continue;
    const from = textOf(file, alias.from);
    const named = exports.types.get(from);
    if (named === undefined) {
      if (exports.complete) file.problems.push(noSuchType(alias.from, from, exports));
      continue;
    }
    refer(file, alias.from, named.symbol);
    const to = textOf(file, alias.to);
    const symbol = symbolId(file.uri, 'struct', to);
    define(file, {
      id: symbol,
      kind: named.type.kind === 'enum' ? 'enum' : 'struct',
      name: to,
      span: spanOf(alias.to),
      signature: `${named.type.kind} ${to} (${from} of "${ref.target}")`,
      type: named.symbol,
    });
    aliases.set(from, symbol);
    names.set(from, to);
  }
  const brought = new Set<string>();
  for (const [original, named] of exports.types) {
    const name = names.get(original) ?? original;
    const symbol = aliases.get(original) ?? named.symbol;
    const before = file.types.get(name);
    if (before !== undefined && !sameType(before, named)) {
      reportDuplicate(
        file,
        name,
        ref.span,
        undefined,
        `'${name}' of this import differs from the one that another import brings. Rename one of them: 'alias ${name} as Other${name}'.`,
      );
      continue;
    }
    brought.add(name);
    if (before !== undefined) continue;
    file.types.set(name, {
      ...named,
      symbol,
      type: name === original ? named.type : { ...named.type, name },
    });
  }
  return brought;
}

/** Whether two documents mean the same by one name. */
export function sameType(a: NamedType, b: NamedType): boolean {
  if (a.symbol === b.symbol) return true;
  if (a.type.kind === 'enum' || b.type.kind === 'enum') {
    const values = (one: NamedType) => (one.valueType === undefined ? '' : typeLabel(one.valueType));
    return (
      a.type.kind === b.type.kind && String(choices(a)) === String(choices(b)) && values(a) === values(b)
    );
  }
  if (a.type.members === b.type.members) return true;
  const members = new Map(b.type.members.map((member) => [member.name, typeLabel(member.type)]));
  return (
    a.type.members.length === b.type.members.length &&
    a.type.members.every((member) => members.get(member.name) === typeLabel(member.type))
  );
}

function choices(named: NamedType): readonly string[] {
  return named.type.kind === 'enum' ? named.type.choices : [];
}

export function isRemote(target: string): boolean {
  return /^https?:\/\//i.test(target);
}

function unresolved(ref: ImportRef, reason: string): Problem {
  return {
    span: ref.span,
    severity: 'error',
    code: 'unresolved-import',
    message: `Cannot import '${ref.target}'.`,
    note: `${reason} The path is relative to the folder of this document.`,
  };
}

function notLoaded(ref: ImportRef, { web, reason }: Extract<Imported, { kind: 'missing' }>): Problem {
  const failed = web === 'failed';
  return {
    span: ref.span,
    severity: failed ? 'warning' : 'information',
    code: 'import-not-loaded',
    message: `'${ref.target}' is not loaded, so what comes from it is not checked.`,
    note: failed
      ? `${reason} ${COPY_IT}`
      : `It is fetched when the setting 'omicsLens.imports.fetch' is 'always'. ${COPY_IT}`,
  };
}

const COPY_IT =
  'AWS HealthOmics gets the files of your folder only: copy the document into it and import it by its path.';

function cycle(ref: ImportRef): Problem {
  return {
    span: ref.span,
    severity: 'error',
    code: 'import-cycle',
    message: `Importing '${ref.target}' leads back to this document.`,
    note: 'Documents cannot import each other. Move what both need into a third document.',
  };
}

function notAPath(uri: Span, why: 'placeholder' | 'empty'): Problem {
  return {
    span: spanOf(uri),
    severity: 'error',
    code: 'unresolved-import',
    message: why === 'empty' ? 'The import names no document.' : 'An import cannot have a placeholder.',
    note: "Write the path of a WDL document, relative to the folder of this one: 'tasks/align.wdl'.",
  };
}

function badNamespace(node: ImportNode, name: string): Problem {
  const better = name.replace(/\W+/g, '_').replace(/^(?=[^A-Za-z])/, 'wdl_');
  const at = node.uri?.end ?? node.end;
  return {
    span: spanOf(node.uri ?? node),
    severity: 'error',
    code: 'invalid-namespace',
    message: `'${name}' cannot be the name of a namespace.`,
    note: 'A name has letters, digits and underscores, and starts with a letter.',
    fixes: [
      {
        title: `Name it '${better}'`,
        edits: [{ span: { start: at, end: at }, newText: ` as ${better}` }],
        preferred: true,
      },
    ],
  };
}

function noSuchType(token: Span, name: string, exports: WdlExports): Problem {
  const suggestion = closest(name, exports.types.keys());
  return {
    span: spanOf(token),
    severity: 'error',
    code: 'unknown-type',
    message:
      `The imported document has no struct '${name}'.` +
      (suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`),
    note: 'Only structs and enums of the imported document can get an alias.',
    ...(suggestion === undefined
      ? {}
      : {
          fixes: [
            { title: `Change to '${suggestion}'`, edits: [{ span: spanOf(token), newText: suggestion }] },
          ],
        }),
  };
}
