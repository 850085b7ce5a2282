import type { CompletionItem, CompletionList, CompletionParams } from 'vscode-languageserver';
import { CompletionItemTag, InsertTextFormat, MarkupKind } from 'vscode-languageserver';
import { accountValues } from '../account-values.ts';
import { completion } from '../../features/completion.ts';
import type { CompletionItem as Item } from '../../features/completion.ts';
import type { LineIndex } from '../../text/index.ts';
import { toRange } from '../convert.ts';
import { fileMethod } from '../requests.ts';
import type { Session } from '../session.ts';
import { COMPLETION_KINDS } from '../symbol-kinds.ts';

export const completionMethod = fileMethod<CompletionParams, CompletionList | null>({
  method: 'textDocument/completion',
  summary: 'What can stand at the cursor, best first; names match by any of their letters in order.',
  capabilities: () => ({ completionProvider: { triggerCharacters: ['.', '"', '/', '{'] } }),
  takes: 'position',
  nothing: null,
  async answer(file, { position, context }, session) {
    const offset = file.lines.offsetAt(position);
    // A brace asks for a placeholder only; behind a block's opening brace a list would take the Enter key.
    const brace = context?.triggerCharacter === '{';
    if (brace && !/[~$]/.test(file.text[offset - 2] ?? '')) return null;
    const query = file.analysis.accountQuery?.(offset);
    const account = query && (await accountValues(session.ask, query, session.clientUri(file.uri)));
    const { items, incomplete } = completion(file, offset, account);
    const form = { lines: file.lines, usual: usualPlace(items, session), session };
    return {
      isIncomplete: incomplete,
      ...(form.usual === undefined ? {} : { itemDefaults: { editRange: editRange(form.usual, form) } }),
      items: items.map((item, index) => toItem(item, index, form)),
    };
  },
});

type Place = Pick<Item, 'inserting' | 'replacing'>;

interface ItemForm {
  readonly lines: LineIndex;
  /** What items replace that do not say it themselves. */
  readonly usual: Place | undefined;
  readonly session: Session;
}

/** Where the first item goes, for clients that need it said once: it is most of what is sent of a long list. */
function usualPlace([first]: readonly Item[], { capabilities }: Session): Place | undefined {
  const { itemDefaults } = capabilities.textDocument?.completion?.completionList ?? {};
  return itemDefaults?.includes('editRange') === true ? first : undefined;
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.inserting.start === b.inserting.start && a.replacing.end === b.replacing.end;
}

function editRange({ inserting, replacing }: Place, { lines, session }: ItemForm) {
  const insert = toRange(lines, inserting);
  const support = session.capabilities.textDocument?.completion?.completionItem;
  return support?.insertReplaceSupport === true ? { insert, replace: toRange(lines, replacing) } : insert;
}

function textEdit(item: Item, newText: string, form: ItemForm): Partial<CompletionItem> {
  if (form.usual !== undefined && isSamePlace(item, form.usual)) {
    return newText === item.label ? {} : { textEditText: newText };
  }
  const range = editRange(item, form);
  return { textEdit: 'insert' in range ? { newText, ...range } : { newText, range } };
}

function toItem(item: Item, index: number, form: ItemForm): CompletionItem {
  const { lines, session } = form;
  const support = session.capabilities.textDocument?.completion?.completionItem;
  const snippets = support?.snippetSupport === true;
  const newText = textOf(item, snippets);
  return {
    label: item.label,
    kind: COMPLETION_KINDS[item.kind],
    sortText: String(index).padStart(4, '0'),
    ...(item.filter === undefined ? {} : { filterText: item.filter }),
    ...(item.detail === undefined ? {} : { detail: item.detail }),
    ...(item.documentation === undefined
      ? {}
      : { documentation: { kind: MarkupKind.Markdown, value: item.documentation } }),
    ...(item.deprecated === undefined ? {} : { tags: [CompletionItemTag.Deprecated] }),
    ...(item.edits === undefined
      ? {}
      : {
          additionalTextEdits: item.edits.map(({ span, newText }) => ({
            range: toRange(lines, span),
            newText,
          })),
        }),
    ...(item.snippet === true && snippets ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...textEdit(item, newText, form),
  };
}

function textOf(item: Item, snippets: boolean): string {
  const text = item.insert ?? item.label;
  return item.snippet === true && !snippets ? withoutPlaces(text) : text;
}

/** A snippet as plain text: `${2:name}` is `name`, `$1` is nothing, `\$` is `$`. */
function withoutPlaces(snippet: string): string {
  return snippet
    .replace(/(?<!\\)\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/(?<!\\)\$(?:\d+|\{\d+\})/g, '')
    .replace(/\\([$}\\])/g, '$1');
}
