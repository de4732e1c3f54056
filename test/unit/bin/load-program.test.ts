import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../support/run-halfopen.ts';

let folder: string;
let program: string;

/** Appends to `ran` beside it, by a function that V8 compiles at its first call. */
const SOURCE = `(function (exports, require, module, __filename, __dirname) {
  const { appendFileSync } = require('node:fs');
  function run(mark) { appendFileSync(__dirname + '/ran', mark); }
  run('x');
})`;

/** In a process of its own: within one, V8 remembers what it compiled. */
function load(isKept: boolean): void {
  const launcher = JSON.stringify(join(root, 'bin', 'load-program.cjs'));
  const run = `const { loadProgram } = require(${launcher}); const keep = loadProgram(${JSON.stringify(program)});`;
  execFileSync(process.execPath, ['-e', isKept ? `${run} keep();` : run]);
}

const ran = () => readFileSync(join(folder, 'ran'), 'utf8');
const caches = () => readdirSync(folder).filter((name) => name.endsWith('.cache'));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'halfopen-program-'));
  program = join(folder, 'program.cjs');
  writeFileSync(program, SOURCE);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the launcher', () => {
  it('keeps the compiled code when it is asked to, once', () => {
    load(false);
    expect(caches()).toEqual([]);

    load(true);
    const [cache = ''] = caches();
    const kept = readFileSync(join(folder, cache));
    load(true);

    expect(ran()).toBe('xxx');
    expect(caches()).toEqual([cache]);
    expect(readFileSync(join(folder, cache))).toEqual(kept);
  });

  it('runs what is there when the kept code is damaged, and keeps it again', () => {
    load(true);
    const path = join(folder, caches()[0] ?? '');
    const kept = readFileSync(path);
    writeFileSync(path, 'damaged');

    load(true);

    expect(ran()).toBe('xx');
    expect(readFileSync(path)).toHaveLength(kept.length);
  });

  it('never runs code that was kept of an earlier bundle', () => {
    load(true);
    writeFileSync(program, SOURCE.replace("run('x')", "run('y')"));

    load(false);

    expect(ran()).toBe('xy');
  });
});
