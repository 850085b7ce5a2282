import { CompletionItemKind, SymbolKind as ProtocolSymbolKind } from 'vscode-languageserver';
import type { CompletionKind } from '../languages/language.ts';
import type { OutlineItem } from '../model/index.ts';

/** The protocol's word, and so the icon, for each of our kinds. */
export const SYMBOL_KINDS: Readonly<Record<OutlineItem['kind'], ProtocolSymbolKind>> = {
  workflow: ProtocolSymbolKind.Class,
  task: ProtocolSymbolKind.Function,
  call: ProtocolSymbolKind.Event,
  input: ProtocolSymbolKind.Field,
  output: ProtocolSymbolKind.Property,
  variable: ProtocolSymbolKind.Variable,
  struct: ProtocolSymbolKind.Struct,
  enum: ProtocolSymbolKind.Enum,
  enumMember: ProtocolSymbolKind.EnumMember,
  member: ProtocolSymbolKind.Field,
  namespace: ProtocolSymbolKind.Namespace,
  function: ProtocolSymbolKind.Function,
  key: ProtocolSymbolKind.Key,
  section: ProtocolSymbolKind.Object,
  scatter: ProtocolSymbolKind.Array,
  conditional: ProtocolSymbolKind.Boolean,
  import: ProtocolSymbolKind.Module,
};

export const COMPLETION_KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  variable: CompletionItemKind.Variable,
  function: CompletionItemKind.Function,
  task: CompletionItemKind.Method,
  workflow: CompletionItemKind.Class,
  struct: CompletionItemKind.Struct,
  enum: CompletionItemKind.Enum,
  enumMember: CompletionItemKind.EnumMember,
  member: CompletionItemKind.Field,
  namespace: CompletionItemKind.Module,
  type: CompletionItemKind.TypeParameter,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  snippet: CompletionItemKind.Snippet,
};
