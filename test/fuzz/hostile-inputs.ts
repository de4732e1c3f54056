import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom, pick, type Random } from '../support/random.ts';
import { root } from '../support/run-halfopen.ts';

export interface HostileInput {
  /** What was done to which text. */
  name: string;
  text: string;
  /** A short part of it, to be repeated when time is measured. */
  unit: string;
}

const FOLDERS = ['samples', 'test/fixtures/recorded', 'test/quiet'];
const MOST_CHARACTERS = 30_000;
/** Openers without ends, names that objects inherit, and marks that readers look for. */
const MARKS = Array.from('([{<"`#|>%=:,;\'\\\t\r\n \0\ufeff\ud800🚨');
const TOKENS = [
  ...MARKS,
  ...'{" [[ <<" #{ => -> :: \u001b[ &#x %2 ``` +----+ 0xdeadbeef a=b amqp://a:b@c/'.split(' '),
  ...'__proto__ constructor toString hasOwnProperty NaN -1 1e999 99999999999999999999'.split(' '),
  ...'10.0.0.1:5672 [::ffff:10.0.0.1]:5672 2026-01-02T03:04:05Z 2-Jan-2026::03:04:05'.split(' '),
  '=ERROR REPORT====',
  '[error] <0.1.0>',
  'Traceback (most recent call last):',
  '\tat a.b(C.java:1)',
  'ESTAB 0 0 ',
  'Recv-Q Send-Q',
  'timeout: 60s',
  '| --- |',
  '- - -',
];

/** Hostile texts: each seed makes one, the same each time, of the samples and fixtures or of marks alone. */
export function createInputs(): (seed: number) => HostileInput {
  const texts = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
    .filter((name) => statSync(join(root, name)).isFile())
    .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));
  return (seed) => {
    const random = createRandom(seed);
    const one = pick(texts, random);
    const other = pick(texts, random);
    const from = random(Math.max(1, one.text.length - 2_000));
    let text = one.text.slice(from, from + 200 + random(MOST_CHARACTERS));
    const done: string[] = [];
    for (let i = random(4); i >= 0; i--) {
      const [name, change] = pick(CHANGES, random);
      text = change(text, random, other.text).slice(0, 2 * MOST_CHARACTERS);
      done.push(name);
    }
    const start = random(Math.max(1, text.length));
    return {
      name: `${one.name} ${done.join(', ')}`,
      text,
      unit: text.slice(start, start + 1 + random(200)) || 'a',
    };
  };
}

const CHANGES: readonly (readonly [string, (text: string, random: Random, other: string) => string])[] = [
  ['with marks put in', (text, random) => putIn(text, random, () => pick(TOKENS, random))],
  [
    'with characters replaced',
    (text, random) => putIn(text, random, () => String.fromCharCode(random(256)), 1),
  ],
  [
    'with lines shuffled',
    (text, random) =>
      text
        .split('\n')
        .toSorted(() => random(3) - 1)
        .join('\n'),
  ],
  ['with parts left out', (text, random) => putIn(text, random, () => '', random(60))],
  ['with its columns cut', (text, random) => text.replaceAll(/^.*$/gm, (line) => line.slice(random(9)))],
  [
    'quoted',
    (text, random) =>
      text.replaceAll(/^/gm, pick(['> ', 'x | ', '    ', '# ', '{"log":"', '<0>', '\t'], random)),
  ],
  ['spliced with another', (text, random, other) => splice(text, random, other)],
  ['as one line', (text, random) => text.replaceAll('\n', pick(['\\n', ' ', '\r', '\\r\\n', ','], random))],
  ['as JSON', (text) => JSON.stringify({ message: text, nested: [{ log: text.slice(0, 500) }] })],
  ['with a part repeated', (text, random) => repeatPart(text, random)],
  [
    'of marks alone',
    (_, random) => Array.from({ length: 1 + random(400) }, () => pick(TOKENS, random)).join(''),
  ],
];

function putIn(text: string, random: Random, make: () => string, taken = 0): string {
  let changed = text;
  for (let i = random(20); i >= 0; i--) {
    const at = random(changed.length + 1);
    changed = changed.slice(0, at) + make() + changed.slice(at + taken);
  }
  return changed;
}

function splice(text: string, random: Random, other: string): string {
  const at = random(text.length + 1);
  const from = random(other.length + 1);
  return text.slice(0, at) + other.slice(from, from + 3_000) + text.slice(at);
}

function repeatPart(text: string, random: Random): string {
  const at = random(text.length + 1);
  return text.slice(0, at) + text.slice(at, at + 1 + random(40)).repeat(1 + random(500)) + text.slice(at);
}
