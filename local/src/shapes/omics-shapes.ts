import { BATCH_SHAPES } from './batch-shapes.ts';
import { OMICS_ANSWERS } from './omics-answers.ts';
import { OMICS_PARTS } from './omics-parts.ts';
import { OMICS_REQUESTS } from './omics-requests.ts';
import { OMICS_VALUES } from './omics-values.ts';
import { RESOURCE_SHAPES } from './resource-shapes.ts';
import type { Shapes } from './shape.ts';
import { SHARE_SHAPES } from './share-shapes.ts';
import { STORAGE_SHAPES } from './storage-shapes.ts';

/** Everything that HealthOmics takes and gives in the simulation. */
export const OMICS_SHAPES: Shapes = {
  ...OMICS_VALUES,
  ...OMICS_PARTS,
  ...OMICS_REQUESTS,
  ...OMICS_ANSWERS,
  ...BATCH_SHAPES,
  ...RESOURCE_SHAPES,
  ...SHARE_SHAPES,
  ...STORAGE_SHAPES,
};
