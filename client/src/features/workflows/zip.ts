/** Packing and unpacking, with a bundle of its own: few sessions need it. */
export { unzipSync, zipSync } from 'fflate';
