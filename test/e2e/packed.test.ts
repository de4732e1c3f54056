import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/run-halfopen.ts';

const MOST_LOADED_BYTES = 1_150_000;
const MOST_PACKED_BYTES = 7_000_000;

let folder = '';
let packed: { filename: string; size: number; files: { path: string }[] };
/** The build stands already (`npm test` makes it), so that only packing is tried. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'halfopen-packed-'));
  const options = ['--json', '--ignore-scripts', '--pack-destination', folder];
  [packed] = JSON.parse(execFileSync('npm', ['pack', ...options], { cwd: root, encoding: 'utf8' }));
  execFileSync('npm', [
    'install',
    '--offline',
    '--no-audit',
    '--prefix',
    folder,
    join(folder, packed.filename),
  ]);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed program', () => {
  it('is small, and brings no other package', () => {
    expect(packed.size).toBeLessThan(MOST_PACKED_BYTES);
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'halfopen',
    ]);
    const built = packed.files.map(({ path }) => path).filter((path) => path.startsWith('dist/'));
    expect(built).toEqual(
      expect.arrayContaining([
        'dist/halfopen.cjs',
        'dist/other-commands.cjs',
        'dist/serve.cjs',
        'dist/runbooks.packed',
      ]),
    );
    expect(built.filter((path) => path.includes('start.mjs') || path.endsWith('.cache'))).toEqual([]);
  });

  it('has no more in what triage loads than triage needs', () => {
    const loaded = readFileSync(join(folder, 'node_modules', 'halfopen', 'dist', 'halfopen.cjs'), 'latin1');

    expect(loaded.length).toBeLessThan(MOST_LOADED_BYTES);
    expect(loaded).not.toContain('amazonaws.com');
  });

  it.each([
    ["this test's Node", process.execPath],
    ["the machine's Node", 'node'],
  ])('diagnoses in an empty folder, with %s', (_, node) => {
    const program = join(folder, 'node_modules', 'halfopen', 'bin', 'halfopen.cjs');

    const shown = execFileSync(node, [program, 'triage', '--json'], {
      cwd: folder,
      input: 'Error: connect ECONNREFUSED 10.0.0.1:5672\n',
      encoding: 'utf8',
    });

    expect(JSON.parse(shown).diagnoses[0].runbook).toBe('connection-refused');
  });

  it('is built before it is packed', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

    // .npmrc says ignore-scripts, which keeps a plain `npm pack` from building.
    expect(scripts.pack).toBe('npm pack --ignore-scripts=false');
    expect(scripts.prepack).toMatch(/^node scripts\/build\.mjs && /);
  });
});
