import { CONSTANTS, FUNCTIONS, NAMESPACES, QUIET_FUNCTIONS } from '../data/index.ts';

/** Names that Groovy and the engine bring beside those of the data tables. */
const ALWAYS: ReadonlySet<string> = new Set([
  ...['this', 'super', 'owner', 'delegate', 'binding', 'session', 'metaClass', 'class', 'it', 'nextflow'],
  ...[
    'channel',
    'Channel',
    'params',
    'task',
    'out',
    'scriptFile',
    'self',
    'arguments',
    'thisObject',
    'UUID',
    'URL',
    'URI',
    'stdin',
    'stdout',
  ],
  // Roots of names of packages.
  ...['java', 'javax', 'groovy', 'groovyx', 'org', 'com', 'io', 'net', 'nextflow', 'dk', 'edu', 'uk'],
  // Types that have words of their own.
  ...['int', 'long', 'short', 'byte', 'char', 'float', 'double', 'boolean', 'void', 'var', 'def'],
]);

/** True for names that need no declaration, and for those of classes, which may come from anywhere. */
export function isKnownName(name: string): boolean {
  if (ALWAYS.has(name) || CONSTANTS.has(name) || NAMESPACES.has(name) || FUNCTIONS.has(name)) return true;
  return QUIET_FUNCTIONS.has(name) || /^[A-Z]\w*[a-z]/.test(name) || name.startsWith('$');
}

/** Functions that may be called without being declared. */
export function isKnownFunction(name: string): boolean {
  return FUNCTIONS.has(name) || QUIET_FUNCTIONS.has(name) || isKnownName(name);
}
