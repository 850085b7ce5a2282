/** What ECMAScript itself defines; engines give scripts nothing else but `inputs`, `self` and `runtime`. */
export const SCRIPT_GLOBALS: ReadonlySet<string> = new Set([
  ...['Array', 'ArrayBuffer', 'Boolean', 'DataView', 'Date', 'Error', 'EvalError', 'Function', 'JSON', 'Map'],
  ...['Math', 'NaN', 'Infinity', 'Number', 'Object', 'Promise', 'Proxy', 'RangeError', 'ReferenceError'],
  ...['Reflect', 'RegExp', 'Set', 'String', 'Symbol', 'SyntaxError', 'TypeError', 'URIError', 'WeakMap'],
  ...['WeakSet', 'BigInt', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array'],
  ...['Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array', 'undefined', 'eval', 'isFinite', 'isNaN'],
  ...['parseFloat', 'parseInt', 'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent'],
  ...['escape', 'unescape', 'globalThis', 'arguments', 'Intl', 'this', 'console'],
]);
