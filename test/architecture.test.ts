import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const src = join(root, 'src');
const EDGES = ['adapters', 'cli', 'local'];
const STAGES = [
  'model',
  'observe',
  'detect',
  'diagnose',
  'runbooks',
  'commands',
  'explain',
  'incidents',
  'render',
];
const FORBIDDEN_IN_CORE: [RegExp, string][] = [
  [
    /from '(node:(fs|http|https|net|child_process|process|os)[/']|@aws-sdk|@slack)/,
    'the core imports no I/O',
  ],
  [/process\.(env|argv|std)/, 'the core knows no environment'],
  [/Date\.now\(|new Date\(\)|performance\.now/, 'the core knows no clock: `now` is an argument'],
  [/Math\.random\(/, 'the core is deterministic'],
];

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({
    path: join('src', name),
    room: name.includes('/') ? (name.split('/')[0] ?? '') : '',
    text: readFileSync(join(src, name), 'utf8'),
  }));

function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, target = '']) =>
    relative(src, join(root, dirname(path), target)),
  );
}

describe('the house', () => {
  it.each(STAGES)('%s imports the model and itself, never a sibling stage', (stage) => {
    const trespasses = files
      .filter(({ room }) => room === stage)
      .flatMap(({ path, text }) =>
        importsOf(path, text)
          .filter((target) => target.includes('/'))
          .filter(
            (target) => ![stage, 'model'].includes(target.split('/')[0] ?? '') && target !== 'errors.ts',
          )
          .map((target) => `${path} imports ${target}`),
      );

    expect(trespasses).toEqual([]);
  });

  it('is imported by its edges, never the other way round', () => {
    const trespasses = files
      .filter(({ room }) => !EDGES.includes(room))
      .flatMap(({ path, text }) =>
        importsOf(path, text)
          .filter((target) => EDGES.includes(target.split('/')[0] ?? ''))
          .map((target) => `${path} imports ${target}`),
      );

    expect(trespasses).toEqual([]);
  });

  it.each(FORBIDDEN_IN_CORE)('has a pure core: %s', (pattern, rule) => {
    const lines = files
      .filter(({ room }) => !EDGES.includes(room))
      .flatMap(({ path, text }) => text.split('\n').map((line, i) => ({ line, at: `${path}:${i + 1}` })))
      .filter(({ line }) => pattern.test(line) && !/^\s*(\*|\/\/)/.test(line))
      .map(({ at, line }) => `${at} ${rule}: ${line.trim()}`);

    expect(lines).toEqual([]);
  });

  it('keeps its rooms small: no file beyond 300 lines, no runbook beyond 200', () => {
    const runbooks = readdirSync(join(root, 'runbooks'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yml'))
      .map((name) => ({
        path: join('runbooks', name),
        text: readFileSync(join(root, 'runbooks', name), 'utf8'),
        most: 200,
      }));
    const large = [...files.map((file) => ({ ...file, most: 300 })), ...runbooks]
      .filter(({ text, most }) => text.split('\n').length > most)
      .map(({ path }) => path);

    expect(large).toEqual([]);
  });
});
