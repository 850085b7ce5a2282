/** What asks for a group, a cache or a configuration, and shows one: a bundle of its own, so that activation does not read it. */
export { askCacheChange, askNewCache } from './cache-form.ts';
export { configurationDocument } from './configuration-document.ts';
export { askNewConfiguration } from './configuration-form.ts';
export { fillGroupForm, groupChange } from './group-form.ts';
