import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, runHalfopen } from '../../support/run-halfopen.ts';

interface Manifest {
  private?: boolean;
  files?: string[];
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const manifest = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest;

describe('what npm i halfopen brings', () => {
  it('is the package alone: all that it runs is bundled', () => {
    const published = manifest('package.json');

    expect(published.dependencies).toBeUndefined();
    expect(published.optionalDependencies).toBeUndefined();
  });

  it('leaves out the host and the page of the demo', () => {
    expect(manifest('package.json').files).toEqual(
      expect.arrayContaining(['dist', '!dist/start.mjs', '!dist/stand-in']),
    );
  });
});

describe('what a checkout brings besides', () => {
  it('is never published', () => {
    expect(manifest('local/package.json').private).toBe(true);
  });

  it('is one Node for every platform', () => {
    const nodes = manifest('local/package.json').optionalDependencies ?? {};
    const pinned = readFileSync(join(root, '.nvmrc'), 'utf8').trim();

    expect(Object.keys(nodes).length).toBeGreaterThan(1);
    expect(new Set(Object.values(nodes))).toEqual(new Set([pinned]));
  });
});

describe('the bundle', () => {
  it('reads letters beyond ASCII in patterns: the launcher takes it for ASCII', async () => {
    const syn = (no: number, sec: number) =>
      `    ${no} ${sec}.000000   10.0.0.1 → 10.0.0.2   TCP 66 40000 → 5672 [SYN] Seq=0 Win=64240 Len=0`;
    const rows = [1, 2, 4, 8].map((sec, i) => syn(i + 1, sec)).join('\n');

    const { stdout } = await runHalfopen(['triage', '--json'], rows);

    expect(JSON.parse(stdout).diagnoses).toMatchObject([{ runbook: 'connect-timeout' }]);
  });
});
