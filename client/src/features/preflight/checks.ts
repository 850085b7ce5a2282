/** All that a preflight checks: a bundle of its own, so that activation does not read it. */
export { pacedAndOnce } from './paced.ts';
export { preflight } from './preflight.ts';
export { factsOfRequest } from './facts-of-request.ts';
export { wholeFacts } from './whole-facts.ts';
