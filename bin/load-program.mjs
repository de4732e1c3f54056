/**
 * Loads a bundle in CommonJS with the code that V8 compiled of it in an earlier run, which takes a tenth of compiling it. Node's own
 * compile cache (`module.enableCompileCache`) does the same, but only since Node 22.
 */
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { constants, Script } from 'node:vm';

/**
 * How much V8 runs of a function before it optimizes it, in bytes of bytecode: its own 66 KiB suit servers. A triage of a few megabytes
 * ends before most of what is optimized pays, so only what goes on for longer is. V8 since Node 22 has a quicker compiler between, and
 * later ones no such flag.
 */
const RUN_BEFORE_OPTIMIZING_BYTES = 1_000_000;
const LAST_V8_WITHOUT_MIDDLE_COMPILER = 11;

/**
 * A triage runs some hundred regular expressions, most of them a few times: V8 would make machine code of each at its second run, and
 * look through what its interpreter runs for shortcuts before the first.
 */
const REGEX_FLAGS = ['--no-regexp-peephole-optimization', '--regexp-tier-up-ticks=20'];
/**
 * Garbage is collected when the heap has grown by this much since the last time. V8 lets it grow to the fourfold at first, which of a
 * large log takes half more memory.
 */
const HEAP_FLAGS = ['--heap-growing-percent=30'];
/** V8 complains of flags that it does not know; the last version that is known to have these. */
const LAST_V8_WITH_FLAGS = 13;

/** Runs the bundle at `path`; gives what keeps its compiled code for the next run, when this one has used most of it. */
export function loadProgram(path) {
  const v8 = Number.parseInt(process.versions.v8, 10);
  if (v8 <= LAST_V8_WITH_FLAGS) for (const flag of [...REGEX_FLAGS, ...HEAP_FLAGS]) setFlagsFromString(flag);
  if (v8 <= LAST_V8_WITHOUT_MIDDLE_COMPILER)
    setFlagsFromString(`--interrupt-budget=${RUN_BEFORE_OPTIMIZING_BYTES}`);
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
