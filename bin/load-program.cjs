/**
 * Loads a bundle that is one function of what modules of CommonJS are given, with the code that V8 compiled of it in an earlier run,
 * which takes a tenth of compiling it. Node's own compile cache (`module.enableCompileCache`) does the same, but only since Node 22.
 */
const { closeSync, fstatSync, openSync, readSync, renameSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { constants, Script } = require('node:vm');

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
/** More than a bundle takes, or its compiled code: room that is too small for one is made again for the next. */
const ROOM_BYTES = 2 << 20;
/** V8 complains of flags that it does not know; the last version that is known to have these. */
const LAST_V8_WITH_FLAGS = 13;

/** Runs the bundle at `path`; gives what keeps its compiled code for the next run, when this one has used most of it. */
function loadProgram(path) {
  const v8 = Number.parseInt(process.versions.v8, 10);
  if (v8 <= LAST_V8_WITH_FLAGS) for (const flag of [...REGEX_FLAGS, ...HEAP_FLAGS]) setFlagsFromString(flag);
  if (v8 <= LAST_V8_WITHOUT_MIDDLE_COMPILER)
    setFlagsFromString(`--interrupt-budget=${RUN_BEFORE_OPTIMIZING_BYTES}`);
  const read = createReader();
  const bundle = read(path);
  if (!bundle) throw new Error(`${path} can't be read`);
  // Bundles are ASCII: a one-byte string takes half of the memory and no decoding.
  const source = bundle.bytes.latin1Slice();
  const cachePath = `${path}.${process.version}-${process.arch}-${Math.round(bundle.changedMs)}.cache`;
  const cached = read(cachePath);
  const script = new Script(source, {
    filename: path,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cached && { cachedData: cached.bytes }),
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(path), module, path, dirname(path));
  return () => {
    if (!cached || script.cachedDataRejected) keep(cachePath, script);
  };
}

/**
 * Makes what reads a file, if it is there. What it gives is valid until it reads the next: memory that is touched for the first time
 * costs several times what reading into it does.
 */
function createReader() {
  let memory = Buffer.alloc(0);
  return (path) => {
    let file;
    try {
      file = openSync(path);
      const { size, mtimeMs } = fstatSync(file);
      if (memory.length < size) memory = Buffer.allocUnsafeSlow(Math.max(size, ROOM_BYTES));
      return { bytes: memory.subarray(0, readSync(file, memory, 0, size)), changedMs: mtimeMs };
    } catch {
      return undefined;
    } finally {
      if (file !== undefined) closeSync(file);
    }
  };
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

module.exports = { loadProgram };
