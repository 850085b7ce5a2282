/** Reading of TOML, with a bundle of its own: only folders with project defaults need it. */
export { parse, TomlError } from 'smol-toml';
