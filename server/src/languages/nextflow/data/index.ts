export * from './versions.ts';
export * from './entry.ts';
export * from './directives.ts';
export * from './qualifiers.ts';
export * from './operators.ts';
export * from './functions.ts';
export * from './feature-flags.ts';
export * from './config-options.ts';
