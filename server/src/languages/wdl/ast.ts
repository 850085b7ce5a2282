import type { SyntaxElement, SyntaxNode, SyntaxToken, SyntaxTree } from '../../syntax/tree.ts';

/**
 * The syntax tree of a WDL document, versions draft-2 to 1.3 and `development` in one: which constructs a version has
 * is checked afterwards, so that a newer construct in an older file is one clear problem and not a syntax error.
 *
 * Every node lists all its tokens and nodes in `children`; the named fields point into it. A field is `undefined`
 * where the text lacks it, and the parser has then reported a problem.
 */
export interface WdlTree extends SyntaxTree {
  readonly root: DocumentNode;
}

/**
 * Kinds of tokens. Which words are keywords depends on where they stand: `input` is a `keyword` before a section and
 * an `identifier` as the name of a variable. `string` is a quoted key of an object; `skipped` is text that fits nowhere.
 */
export type WdlTokenKind =
  | 'keyword'
  | 'identifier'
  | 'number'
  | 'string'
  | 'version'
  | 'operator'
  | 'punctuation'
  | 'quote'
  | 'text'
  | 'escape'
  | 'placeholderOpen'
  | 'placeholderClose'
  | 'commandOpen'
  | 'commandClose'
  | 'skipped';

interface Base<Kind extends string> extends SyntaxNode {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxElement[];
}

export type WdlNode =
  | DocumentNode
  | VersionNode
  | ImportNode
  | ImportAliasNode
  | StructNode
  | EnumNode
  | EnumChoiceNode
  | TaskNode
  | WorkflowNode
  | SectionNode
  | MetaSectionNode
  | AttributeSectionNode
  | AttributeNode
  | CommandNode
  | DeclNode
  | TypeNode
  | CallNode
  | CallInputNode
  | ScatterNode
  | ConditionalNode
  | ConditionalClauseNode
  | ExprNode
  | PlaceholderNode
  | PlaceholderOptionNode
  | MapEntryNode
  | ObjectEntryNode
  | ErrorNode;

export interface DocumentNode extends Base<'document'> {
  readonly version: VersionNode | undefined;
  readonly items: readonly (ImportNode | StructNode | EnumNode | TaskNode | WorkflowNode | ErrorNode)[];
}

/** `version 1.1`. */
export interface VersionNode extends Base<'version'> {
  readonly value: SyntaxToken | undefined;
}

/** `import "lib.wdl" as lib alias A as B`. */
export interface ImportNode extends Base<'import'> {
  readonly uri: StringNode | undefined;
  readonly namespace: SyntaxToken | undefined;
  readonly aliases: readonly ImportAliasNode[];
}
export interface ImportAliasNode extends Base<'importAlias'> {
  readonly from: SyntaxToken | undefined;
  readonly to: SyntaxToken | undefined;
}

export interface StructNode extends Base<'struct'> {
  readonly name: SyntaxToken | undefined;
  readonly members: readonly DeclNode[];
  readonly meta: readonly MetaSectionNode[];
}

/** `enum Color[String] { Red = "r", Green }` (1.3). */
export interface EnumNode extends Base<'enum'> {
  readonly name: SyntaxToken | undefined;
  readonly valueType: TypeNode | undefined;
  readonly choices: readonly EnumChoiceNode[];
}
export interface EnumChoiceNode extends Base<'enumChoice'> {
  readonly name: SyntaxToken;
  readonly value: ExprNode | undefined;
}

export interface TaskNode extends Base<'task'> {
  readonly name: SyntaxToken | undefined;
  readonly body: readonly (
    SectionNode | MetaSectionNode | AttributeSectionNode | CommandNode | DeclNode | ErrorNode
  )[];
}

export interface WorkflowNode extends Base<'workflow'> {
  readonly name: SyntaxToken | undefined;
  readonly body: readonly WorkflowItem[];
}
export type WorkflowItem =
  | SectionNode
  | MetaSectionNode
  | AttributeSectionNode
  | DeclNode
  | CallNode
  | ScatterNode
  | ConditionalNode
  | ErrorNode;

/** `input { … }` and `output { … }`. draft-2 workflow outputs may also hold `references`. */
export interface SectionNode extends Base<'input' | 'output'> {
  readonly keyword: SyntaxToken;
  readonly decls: readonly DeclNode[];
  /** draft-2 only: `call.out` and `call.*`. */
  readonly references: readonly (NameNode | MemberNode)[];
}

/** `meta { … }` and `parameter_meta { … }`; values are literals, written as expression nodes. */
export interface MetaSectionNode extends Base<'meta' | 'parameter_meta'> {
  readonly keyword: SyntaxToken;
  readonly entries: readonly ObjectEntryNode[];
}

/** `runtime { … }`, `requirements { … }`, `hints { … }`. */
export interface AttributeSectionNode extends Base<'runtime' | 'requirements' | 'hints'> {
  readonly keyword: SyntaxToken;
  readonly attributes: readonly AttributeNode[];
}
export interface AttributeNode extends Base<'attribute'> {
  readonly key: SyntaxToken;
  readonly value: ExprNode | undefined;
}

/** `command { … }` and `command <<< … >>>`; the parts are `text` tokens and placeholders in turn. */
export interface CommandNode extends Base<'command'> {
  readonly keyword: SyntaxToken;
  readonly style: 'brace' | 'heredoc' | undefined;
  readonly parts: readonly (SyntaxToken | PlaceholderNode)[];
}

/** `File? bam = x`, with `env` in front of it in 1.2. */
export interface DeclNode extends Base<'decl'> {
  readonly env: SyntaxToken | undefined;
  readonly type: TypeNode;
  readonly name: SyntaxToken | undefined;
  readonly value: ExprNode | undefined;
}

/** `Array[File]+?`: `name` is `Array`, `args` holds `File`. */
export interface TypeNode extends Base<'type'> {
  readonly name: SyntaxToken | undefined;
  readonly args: readonly TypeNode[];
  readonly nonEmpty: SyntaxToken | undefined;
  readonly optional: SyntaxToken | undefined;
}

/** `call ns.t as x after y { input: a = b, c }`. */
export interface CallNode extends Base<'call'> {
  /** The identifiers of the dotted name: `[ns, t]`. */
  readonly target: readonly SyntaxToken[];
  readonly alias: SyntaxToken | undefined;
  readonly after: readonly SyntaxToken[];
  /** The opening brace, where there is a body. */
  readonly open: SyntaxToken | undefined;
  readonly close: SyntaxToken | undefined;
  /** The `input` of `input:`. */
  readonly inputKeyword: SyntaxToken | undefined;
  readonly inputs: readonly CallInputNode[];
}
/** `a = b`, or `a` for `a = a` (1.1). `equals` tells the two apart. */
export interface CallInputNode extends Base<'callInput'> {
  readonly name: SyntaxToken;
  readonly equals: SyntaxToken | undefined;
  readonly value: ExprNode | undefined;
}

/** `scatter (x in xs) { … }`. */
export interface ScatterNode extends Base<'scatter'> {
  readonly variable: SyntaxToken | undefined;
  readonly collection: ExprNode | undefined;
  readonly body: readonly WorkflowItem[];
}

/** `if (c) { … } else if (d) { … } else { … }`; before 1.3 there is one clause. */
export interface ConditionalNode extends Base<'conditional'> {
  readonly clauses: readonly ConditionalClauseNode[];
}
export interface ConditionalClauseNode extends Base<'conditionalClause'> {
  /** Absent in an `else` clause. */
  readonly condition: ExprNode | undefined;
  readonly body: readonly WorkflowItem[];
}

export type ExprNode =
  | LiteralNode
  | StringNode
  | NameNode
  | GroupNode
  | UnaryNode
  | BinaryNode
  | TernaryNode
  | ApplyNode
  | IndexNode
  | MemberNode
  | ArrayNode
  | MapNode
  | ObjectNode
  | StructLiteralNode
  | PairNode
  | MissingNode;

/**
 * `1`, `0x1F`, `1.5e3`, `true`, `false`, `None`, and `null` in meta sections. In draft-2 and 1.0, where `None` is no
 * literal, it is a `name`.
 */
export interface LiteralNode extends Base<'int' | 'float' | 'boolean' | 'none' | 'null'> {
  readonly token: SyntaxToken;
}
/** Quotes included; the parts are `text` tokens, `escape` tokens and placeholders. */
export interface StringNode extends Base<'string'> {
  readonly quote: 'single' | 'double' | 'multiline';
  readonly parts: readonly (SyntaxToken | PlaceholderNode)[];
  /** False when the closing quote is missing. */
  readonly closed: boolean;
}
/** `~{sep=", " x}`. */
export interface PlaceholderNode extends Base<'placeholder'> {
  /** The character before the brace. */
  readonly sigil: '~' | '$';
  readonly options: readonly PlaceholderOptionNode[];
  readonly expr: ExprNode | undefined;
}
/** `sep=", "`, `default=x`, `true="-v"`, `false=""`. */
export interface PlaceholderOptionNode extends Base<'placeholderOption'> {
  readonly name: SyntaxToken;
  readonly value: ExprNode | undefined;
}
export interface NameNode extends Base<'name'> {
  readonly token: SyntaxToken;
}
export interface GroupNode extends Base<'group'> {
  readonly expr: ExprNode;
}
export interface UnaryNode extends Base<'unary'> {
  readonly operator: SyntaxToken;
  readonly operand: ExprNode;
}
export interface BinaryNode extends Base<'binary'> {
  readonly left: ExprNode;
  /** Its text is one of `|| && == != < <= > >= + - * / % **`. */
  readonly operator: SyntaxToken;
  readonly right: ExprNode;
}
export interface TernaryNode extends Base<'ternary'> {
  readonly condition: ExprNode;
  readonly whenTrue: ExprNode;
  readonly whenFalse: ExprNode;
}
/** `name(a, b)`. */
export interface ApplyNode extends Base<'apply'> {
  readonly name: SyntaxToken;
  readonly args: readonly ExprNode[];
}
export interface IndexNode extends Base<'index'> {
  readonly target: ExprNode;
  readonly index: ExprNode;
}
/** `a.b`; `name` is absent while somebody types `a.`. */
export interface MemberNode extends Base<'member'> {
  readonly target: ExprNode;
  readonly name: SyntaxToken | undefined;
}
export interface ArrayNode extends Base<'array'> {
  readonly elements: readonly ExprNode[];
}
export interface MapNode extends Base<'map'> {
  readonly entries: readonly MapEntryNode[];
}
export interface MapEntryNode extends Base<'mapEntry'> {
  readonly key: ExprNode;
  readonly value: ExprNode;
}
/** `object { k: v }`; in meta sections also `{ k: v }`. */
export interface ObjectNode extends Base<'object'> {
  readonly entries: readonly ObjectEntryNode[];
}
/** `k: v` of an object, a struct literal or a meta section. The key is one token, also where it is dotted or quoted. */
export interface ObjectEntryNode extends Base<'objectEntry'> {
  readonly key: SyntaxToken;
  readonly value: ExprNode | undefined;
}
/** `Name { k: v }` (1.1); `hints { … }`, `input { … }` and `output { … }` inside a hints section are read as this too. */
export interface StructLiteralNode extends Base<'structLiteral'> {
  readonly name: SyntaxToken;
  readonly entries: readonly ObjectEntryNode[];
}
export interface PairNode extends Base<'pair'> {
  readonly left: ExprNode;
  readonly right: ExprNode;
}
/** Where an expression was expected and none stands; empty, and a problem has been reported. */
export interface MissingNode extends Base<'missing'> {}

/** Tokens that fit nowhere, kept so that the tree holds the whole text. */
export interface ErrorNode extends Base<'error'> {}
