/**
 * Loads a bundle in CommonJS with the code that V8 compiled of it in an earlier run, which takes a tenth of compiling it. Node's own
 * compile cache (`module.enableCompileCache`) does the same, but only since Node 22.
 */
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { constants, Script } from 'node:vm';

/** Runs the bundle at `path`; gives what keeps its compiled code for the next run, when this one has used most of it. */
export function loadProgram(path) {
  const cachePath = `${path}.${process.version}-${process.arch}-${Math.round(statSync(path).mtimeMs)}.cache`;
  const cachedData = readIfThere(cachePath);
  // Bundles are ASCII: a one-byte string takes half of the memory and no decoding.
  const source = `(function(exports,require,module,__filename,__dirname){${readFileSync(path, 'latin1')}\n})`;
  const script = new Script(source, {
    filename: path,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData && { cachedData }),
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(path), module, path, dirname(path));
  return () => {
    if (!cachedData || script.cachedDataRejected) keep(cachePath, script);
  };
}

function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function keep(path, script) {
  const fresh = `${path}.${process.pid}`;
  try {
    writeFileSync(fresh, script.createCachedData());
    renameSync(fresh, path);
  } catch {
    // The package may lie where its user can't write: then each start compiles.
  }
}
