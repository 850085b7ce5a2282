import type { SyntaxElement, SyntaxNode, SyntaxToken, SyntaxTree } from '../../../syntax/tree.ts';

/**
 * The syntax tree of a Nextflow script or configuration: the union of what the engines from 22.04 on read, DSL 1 and
 * plain Groovy included. What one version or the strict language refuses is checked afterwards, so that it is one clear
 * problem and not a syntax error.
 *
 * Every node lists all its tokens and nodes in `children`; the named fields point into it. A field is `undefined`
 * where the text lacks it. Where it may not be lacking, the parser has reported a problem.
 */
export interface NextflowTree extends SyntaxTree {
  readonly root: DocumentNode;
}

/**
 * Kinds of tokens. Words are `keyword` where they act as one, and `identifier` anywhere else: `input` is a label before
 * a colon and a name in an expression. The list of comments holds `shebang`, `comment`, and `continuation` for the
 * backslash that joins two lines. `skipped` is text that fits nowhere.
 */
export type NextflowTokenKind =
  | 'keyword'
  | 'label'
  | 'identifier'
  | 'number'
  | 'operator'
  | 'punctuation'
  | 'quote'
  | 'text'
  | 'escape'
  | 'interpolationOpen'
  | 'interpolationClose'
  | 'skipped';

interface Base<Kind extends string> extends SyntaxNode {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxElement[];
}

export type NextflowNode =
  | DocumentNode
  | ItemNode
  | SectionNode
  | IncludedNode
  | OutputTargetNode
  | EnumConstantNode
  | EntryPatternNode
  | DeclaratorNode
  | CatchNode
  | CaseNode
  | ParameterNode
  | AnnotationNode
  | TypeNode
  | ArgumentNode
  | MapEntryNode
  | InterpolationNode
  | CommandLinkNode
  | ErrorNode;

export interface DocumentNode extends Base<'script' | 'config'> {
  readonly items: readonly ItemNode[];
}

/**
 * Whatever may stand in a list of statements. Scripts hold declarations, configurations hold `config…` nodes, and both
 * hold statements of Groovy; in the bodies of `if` and `try` the same may stand as around them.
 */
export type ItemNode = DeclarationNode | ConfigNode | StatementNode | EntryNode | ErrorNode;

// Declarations of scripts

export type DeclarationNode =
  | IncludeNode
  | ImportNode
  | PackageNode
  | ParamsNode
  | ProcessNode
  | WorkflowNode
  | OutputNode
  | FunctionNode
  | EnumNode
  | RecordNode
  | ClassNode;

/** `include { A ; B as C } from './x' addParams(k: v)`; `include './x'` and `include A from './x'` in the oldest scripts. */
export interface IncludeNode extends Base<'include'> {
  readonly keyword: SyntaxToken;
  readonly members: readonly IncludedNode[];
  readonly source: ExprNode | undefined;
  /** Each `addParams(…)` or `params(…)`, with or without parentheses. */
  readonly links: readonly CommandLinkNode[];
}
export interface IncludedNode extends Base<'included'> {
  readonly name: SyntaxToken;
  readonly alias: SyntaxToken | undefined;
}

/** `import a.b.C`, `import static a.B.c as d`, `import a.b.*`; `wildcard` is the star. */
export interface ImportNode extends Base<'import'> {
  readonly isStatic: boolean;
  readonly path: readonly SyntaxToken[];
  readonly wildcard: SyntaxToken | undefined;
  readonly alias: SyntaxToken | undefined;
}
export interface PackageNode extends Base<'package'> {
  readonly path: readonly SyntaxToken[];
}

/** `params { input: Path; save = false }` of a script. `params.x = …` is an assignment, `params` in configuration a block. */
export interface ParamsNode extends Base<'params'> {
  readonly keyword: SyntaxToken;
  readonly entries: readonly ItemNode[];
}

/**
 * The directives are the statements of `body`, before any label: `cpus 4` is a statement with a command, `tag { … }`
 * one with a call. Whatever stands behind a label is in a section. A body without labels ends with its script.
 */
export interface ProcessNode extends Base<'process'> {
  readonly keyword: SyntaxToken;
  readonly name: SyntaxToken | StringNode | undefined;
  readonly body: readonly ItemNode[];
  readonly sections: readonly SectionNode[];
}

/** `body` holds what stands before any label: all of a workflow without sections. */
export interface WorkflowNode extends Base<'workflow'> {
  readonly keyword: SyntaxToken;
  readonly name: SyntaxToken | undefined;
  readonly body: readonly ItemNode[];
  readonly sections: readonly SectionNode[];
}

/**
 * `input:` and what follows, up to the next label or the end of the block. The text of the label says which it is:
 * `input output stage topic when script shell exec stub` of processes, `take main emit publish onComplete onError` of
 * workflows; another text is a label that Nextflow does not know.
 *
 * `take`, `emit` and `publish` hold entries; typed inputs and outputs are entries too. `val x` and the other legacy inputs
 * and outputs are statements with commands or calls, and a bare `stdin` is a statement with a name.
 */
export interface SectionNode extends Base<'section'> {
  readonly label: SyntaxToken;
  /** What the label says, or, where it is misspelled, was meant to say. */
  readonly name: string;
  readonly items: readonly ItemNode[];
}

/** The top-level `output { … }`. */
export interface OutputNode extends Base<'output'> {
  readonly keyword: SyntaxToken;
  readonly items: readonly (OutputTargetNode | ItemNode)[];
}
/** `samples: Channel<Sample> { path 'x'; index { … } }`. */
export interface OutputTargetNode extends Base<'outputTarget'> {
  readonly name: SyntaxToken | StringNode;
  readonly type: TypeNode | undefined;
  readonly body: readonly ItemNode[];
}

/** `name: Type = value`: parameters, `take`, `emit`, `publish`, typed inputs and outputs, fields of records. */
export interface EntryNode extends Base<'entry'> {
  /** Absent for a bare expression and for a pattern. */
  readonly name: SyntaxToken | undefined;
  readonly pattern: EntryPatternNode | undefined;
  readonly type: TypeNode | undefined;
  readonly equals: SyntaxToken | undefined;
  readonly value: ExprNode | undefined;
  /** `emit: x >> 'topic'` and the like are in `value`. */
}
/** `record(id: String, reads: Path)`, `tuple(a: T, b: U)` and `(a, b)` of a typed input. */
export interface EntryPatternNode extends Base<'entryPattern'> {
  readonly keyword: SyntaxToken | undefined;
  readonly entries: readonly EntryNode[];
}

/** `def f(a, b = 1) { … }`, `static String f(List x) { … }`; constructors and methods of classes too. */
export interface FunctionNode extends Base<'function'> {
  readonly annotations: readonly AnnotationNode[];
  /** `def`, `static`, `private`, `final` and the like. */
  readonly modifiers: readonly SyntaxToken[];
  /** Before the name, or behind `->`. */
  readonly returnType: TypeNode | undefined;
  readonly name: SyntaxToken | StringNode;
  readonly params: readonly ParameterNode[];
  /** Absent for abstract methods. */
  readonly body: BlockNode | undefined;
}

export interface EnumNode extends Base<'enum'> {
  readonly modifiers: readonly SyntaxToken[];
  readonly name: SyntaxToken | undefined;
  readonly constants: readonly EnumConstantNode[];
  /** Fields and methods behind the constants. */
  readonly members: readonly ItemNode[];
}
export interface EnumConstantNode extends Base<'enumConstant'> {
  readonly name: SyntaxToken;
  readonly args: readonly ArgumentNode[];
}

/** `record Sample { id: String; reads: Path? }`. */
export interface RecordNode extends Base<'record'> {
  readonly keyword: SyntaxToken;
  readonly name: SyntaxToken | undefined;
  readonly fields: readonly ItemNode[];
}

export interface ClassNode extends Base<'class'> {
  readonly annotations: readonly AnnotationNode[];
  readonly modifiers: readonly SyntaxToken[];
  /** `class`, `interface`, `trait` or `@interface`. */
  readonly keyword: SyntaxToken;
  readonly name: SyntaxToken | undefined;
  readonly typeParams: readonly TypeNode[];
  readonly parents: readonly TypeNode[];
  /** Fields are `variables`, methods are `function`. */
  readonly members: readonly ItemNode[];
}

// Configuration

export type ConfigNode = ConfigAssignmentNode | ConfigBlockNode | ConfigSelectorNode | ConfigIncludeNode;

/** `process.cpus = 4`, `params.'my-key' = 1`, `process.$align.cpus = 2`. */
export interface ConfigAssignmentNode extends Base<'configAssignment'> {
  readonly path: readonly (SyntaxToken | StringNode)[];
  readonly operator: SyntaxToken;
  readonly value: ExprNode | undefined;
}
/** `docker { … }`, `'my-profile' { … }`. `id 'nf-schema@2.3.0'` in `plugins` is a statement with a command. */
export interface ConfigBlockNode extends Base<'configBlock'> {
  readonly name: SyntaxToken | StringNode;
  readonly items: readonly ItemNode[];
}
/** `withName: 'A|B' { … }`; also where the whole is quoted, `'withName:A' { … }`, and then `keyword` is absent. */
export interface ConfigSelectorNode extends Base<'configSelector'> {
  /** `withName` or `withLabel`. */
  readonly keyword: SyntaxToken | undefined;
  readonly selector: SyntaxToken | StringNode | undefined;
  readonly items: readonly ItemNode[];
}
export interface ConfigIncludeNode extends Base<'configInclude'> {
  readonly keyword: SyntaxToken;
  readonly source: ExprNode | undefined;
}

// Statements

export type StatementNode =
  | ExpressionStatementNode
  | VariablesNode
  | BlockNode
  | IfNode
  | ForNode
  | WhileNode
  | SwitchNode
  | TryNode
  | ReturnNode
  | AssertNode
  | JumpNode
  | LabeledNode;

/** Assignments are expressions, as in Groovy. */
export interface ExpressionStatementNode extends Base<'expression'> {
  readonly expr: ExprNode;
}
/** `def x = 1`, `final String a = 'x', b`, `def (a, b) = f()`, `def x: Integer = 1`; fields of classes too. */
export interface VariablesNode extends Base<'variables'> {
  readonly annotations: readonly AnnotationNode[];
  readonly modifiers: readonly SyntaxToken[];
  readonly type: TypeNode | undefined;
  readonly declarators: readonly DeclaratorNode[];
  /** Of `def (a, b) = value`; the declarators have none then. */
  readonly value: ExprNode | undefined;
}
export interface DeclaratorNode extends Base<'declarator'> {
  readonly name: SyntaxToken;
  readonly type: TypeNode | undefined;
  readonly value: ExprNode | undefined;
}
export interface BlockNode extends Base<'block'> {
  readonly items: readonly ItemNode[];
}
export interface IfNode extends Base<'if'> {
  readonly condition: ExprNode | undefined;
  readonly then: ItemNode | undefined;
  readonly otherwise: ItemNode | undefined;
}
/** `for (x in xs)`, `for (T x : xs)` have `variable` and `collection`; `for (i = 0; i < 3; i++)` has the other three. */
export interface ForNode extends Base<'for'> {
  readonly variable: ParameterNode | undefined;
  readonly collection: ExprNode | undefined;
  readonly init: readonly ItemNode[];
  readonly condition: ExprNode | undefined;
  readonly update: readonly ExprNode[];
  readonly body: ItemNode | undefined;
}
export interface WhileNode extends Base<'while' | 'doWhile'> {
  readonly condition: ExprNode | undefined;
  readonly body: ItemNode | undefined;
}
/** A statement, or the value of an assignment in later Groovy. */
export interface SwitchNode extends Base<'switch'> {
  readonly subject: ExprNode | undefined;
  readonly cases: readonly CaseNode[];
}
/** `case 1: …`, `case 1, 2 -> …`, `default: …`. */
export interface CaseNode extends Base<'case'> {
  readonly isDefault: boolean;
  readonly values: readonly ExprNode[];
  readonly items: readonly ItemNode[];
}
export interface TryNode extends Base<'try'> {
  readonly resources: readonly ItemNode[];
  readonly body: BlockNode | undefined;
  readonly catches: readonly CatchNode[];
  readonly finallyBlock: BlockNode | undefined;
}
/** `catch (A | B e) { … }`, `catch (e: A) { … }`. */
export interface CatchNode extends Base<'catch'> {
  readonly types: readonly TypeNode[];
  readonly name: SyntaxToken | undefined;
  readonly body: BlockNode | undefined;
}
export interface ReturnNode extends Base<'return' | 'throw'> {
  readonly value: ExprNode | undefined;
}
/** `assert c : message`, also with a comma. */
export interface AssertNode extends Base<'assert'> {
  readonly condition: ExprNode | undefined;
  readonly message: ExprNode | undefined;
}
export interface JumpNode extends Base<'break' | 'continue'> {
  readonly label: SyntaxToken | undefined;
}
/** A label that begins no section: `outer: for (…)`. */
export interface LabeledNode extends Base<'labeled'> {
  readonly label: SyntaxToken;
  readonly statement: ItemNode | undefined;
}

// Expressions

export type ExprNode =
  | LiteralNode
  | StringNode
  | NameNode
  | GroupNode
  | TupleNode
  | UnaryNode
  | PostfixNode
  | BinaryNode
  | AssignNode
  | TypeTestNode
  | CastNode
  | TernaryNode
  | ElvisNode
  | CallNode
  | CommandNode
  | IndexNode
  | MemberNode
  | NewNode
  | ClosureNode
  | LambdaNode
  | ListNode
  | MapNode
  | SwitchNode
  | MissingNode;

export interface LiteralNode extends Base<'int' | 'float' | 'boolean' | 'null'> {
  readonly token: SyntaxToken;
}
/** Quotes included; the parts are `text` tokens, `escape` tokens and interpolations. */
export interface StringNode extends Base<'string'> {
  readonly quote: 'single' | 'double' | 'tripleSingle' | 'tripleDouble' | 'slashy' | 'dollarSlashy';
  readonly parts: readonly (SyntaxToken | InterpolationNode)[];
  /** False when the closing quote is missing. */
  readonly closed: boolean;
}
/** `${ expr }`, or `$a.b` with a chain of members; `${-> expr}` holds a closure's body in `expr` and the arrow in `lazy`. */
export interface InterpolationNode extends Base<'interpolation'> {
  readonly braces: boolean;
  readonly lazy: SyntaxToken | undefined;
  readonly expr: ExprNode | undefined;
}
/** Also `this` and `super`, and the types that Groovy has words for: `int`. */
export interface NameNode extends Base<'name'> {
  readonly token: SyntaxToken;
}
export interface GroupNode extends Base<'group'> {
  readonly expr: ExprNode;
}
/** `(a, b)` on the left of an assignment. */
export interface TupleNode extends Base<'tuple'> {
  readonly elements: readonly ExprNode[];
}
/** `! ~ + - ++ --` in front. */
export interface UnaryNode extends Base<'unary'> {
  readonly operator: SyntaxToken;
  readonly operand: ExprNode;
}
/** `++` and `--` behind. */
export interface PostfixNode extends Base<'postfix'> {
  readonly operand: ExprNode;
  readonly operator: SyntaxToken;
}
/**
 * The operator's text is one of `|| && | ^ & == != === !== <=> =~ ==~ < <= > >= in !in << >> >>> .. ..< <.. <..< + - * / %
 * **`.
 */
export interface BinaryNode extends Base<'binary'> {
  readonly left: ExprNode;
  readonly operator: SyntaxToken;
  readonly right: ExprNode;
}
/** `=`, `+=`, `?=` and the like. */
export interface AssignNode extends Base<'assign'> {
  readonly target: ExprNode;
  readonly operator: SyntaxToken;
  readonly value: ExprNode;
}
/** `x instanceof T`, `x !instanceof T`. */
export interface TypeTestNode extends Base<'typeTest'> {
  readonly operand: ExprNode;
  readonly operator: SyntaxToken;
  readonly type: TypeNode | undefined;
}
/** `x as T` and `(T) x`. */
export interface CastNode extends Base<'cast'> {
  readonly style: 'as' | 'prefix';
  readonly operand: ExprNode;
  readonly type: TypeNode | undefined;
}
export interface TernaryNode extends Base<'ternary'> {
  readonly condition: ExprNode;
  readonly whenTrue: ExprNode;
  readonly whenFalse: ExprNode;
}
/** `a ?: b`. */
export interface ElvisNode extends Base<'elvis'> {
  readonly value: ExprNode;
  readonly otherwise: ExprNode;
}

/** `f(a, k: v) { … }`, `f { … }`. Closures behind the parentheses are the last arguments. */
export interface CallNode extends Base<'call'> {
  readonly callee: ExprNode;
  /** The parentheses, where there are some. */
  readonly open: SyntaxToken | undefined;
  readonly close: SyntaxToken | undefined;
  readonly args: readonly ArgumentNode[];
}
/** `f a, k: v` without parentheses; only as a statement. `set x from ch into out` has links: `set(x).from(ch).into(out)`. */
export interface CommandNode extends Base<'command'> {
  readonly callee: ExprNode;
  readonly args: readonly ArgumentNode[];
  readonly links: readonly CommandLinkNode[];
}
/** `from ch, mode: 'x'` behind the arguments of a command, and `addParams(…)` behind an include. */
export interface CommandLinkNode extends Base<'commandLink'> {
  readonly name: SyntaxToken;
  readonly args: readonly ArgumentNode[];
}
export type ArgumentNode = ExprNode | NamedArgumentNode | SpreadNode;
/** `k: v`, `'k': v`, `(k): v`. A bare word is a token: it refers to nothing. */
export interface NamedArgumentNode extends Base<'namedArgument'> {
  readonly key: SyntaxToken | ExprNode;
  readonly value: ExprNode | undefined;
}
/** `*list`; `*: map` in maps and arguments. */
export interface SpreadNode extends Base<'spread' | 'spreadMap'> {
  readonly expr: ExprNode;
}

/** `a[i, j]`, `a?[i]`. */
export interface IndexNode extends Base<'index'> {
  readonly target: ExprNode;
  readonly args: readonly ArgumentNode[];
}
/**
 * `a.b`, `a?.b`, `a*.b`, `a.&b`, `a::b`, `a.@b`; both names are absent while somebody types `a.`. `dynamic` is the name
 * where it is a string or an expression in parentheses: `a."$b"`.
 */
export interface MemberNode extends Base<'member'> {
  readonly target: ExprNode;
  readonly operator: SyntaxToken;
  readonly name: SyntaxToken | undefined;
  readonly dynamic: ExprNode | undefined;
}
/** `new T(a)`, `new T[3]`, `new T() { … }`. */
export interface NewNode extends Base<'new'> {
  readonly type: TypeNode | undefined;
  readonly args: readonly ArgumentNode[];
  /** Members of an anonymous class. */
  readonly members: readonly ItemNode[] | undefined;
}
/** `{ a, b = 1 -> … }`. Without an arrow it has the implicit parameter `it`; with an arrow alone it has none. */
export interface ClosureNode extends Base<'closure'> {
  readonly params: readonly ParameterNode[];
  readonly arrow: SyntaxToken | undefined;
  readonly items: readonly ItemNode[];
}
/** `(a, b) -> expr` and `a -> expr` of later Groovy. */
export interface LambdaNode extends Base<'lambda'> {
  readonly params: readonly ParameterNode[];
  readonly body: ExprNode | BlockNode;
}
/** `String x = 'a'`, `x: String`, `List<Path> xs`, `Object... rest`, `final x`. */
export interface ParameterNode extends Base<'parameter'> {
  readonly type: TypeNode | undefined;
  readonly name: SyntaxToken | undefined;
  readonly value: ExprNode | undefined;
}
export interface ListNode extends Base<'list'> {
  readonly elements: readonly ArgumentNode[];
}
/** `[k: v]` and `[:]`. */
export interface MapNode extends Base<'map'> {
  readonly entries: readonly (MapEntryNode | SpreadNode | ExprNode)[];
}
/** A bare word as key is a token: it refers to nothing. */
export interface MapEntryNode extends Base<'mapEntry'> {
  readonly key: SyntaxToken | ExprNode;
  readonly value: ExprNode | undefined;
}

/** `a.b.T<U, ?>[]?`: `name` holds `a`, `b` and `T`. */
export interface TypeNode extends Base<'type'> {
  readonly name: readonly SyntaxToken[];
  readonly args: readonly TypeNode[];
  readonly optional: SyntaxToken | undefined;
}
/** `@Grab('x:y:1')`, `@groovy.transform.Field`. */
export interface AnnotationNode extends Base<'annotation'> {
  readonly name: readonly SyntaxToken[];
  readonly args: readonly ArgumentNode[];
}

/** Where an expression was expected and none stands; empty, and a problem has been reported. */
export interface MissingNode extends Base<'missing'> {}

/** Tokens that fit nowhere, kept so that the tree holds the whole text. */
export interface ErrorNode extends Base<'error'> {}
