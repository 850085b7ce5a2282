import { cwl } from './cwl/index.ts';
import { json } from './json/index.ts';
import { dockerfile } from './dockerfile/index.ts';
import type { Language } from './language.ts';
import { nextflow, nextflowConfig } from './nextflow/index.ts';
import { toml } from './toml/index.ts';
import { wdl } from './wdl/index.ts';

/** Every language, in the order in which they are asked whether a file is theirs. */
export const LANGUAGES: readonly Language[] = [wdl, nextflow, nextflowConfig, cwl, json, toml, dockerfile];

/** Globs of the files that languages read, and of those that tie or configure them. */
export const WATCHED_GLOBS: readonly string[] = [
  ...['**/*.wdl', '**/*.nf', '**/*.config', '**/*.cwl', '**/*.json'],
  '**/.healthomics/config.toml',
];
