import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCircles, ROOT, readSourceFiles, roomOf } from './support/source-files.ts';

const STAGES = ['observe', 'detect', 'diagnose', 'runbooks', 'incidents', 'render'];
const CORE = ['model', 'redact', ...STAGES, 'engine', 'store', 'ingest', 'notify', 'interactions'];
const LOOSE = [
  'errors.ts',
  'failures.ts',
  'lazily.ts',
  'remember-last.ts',
  'remember-recent.ts',
  'ports.ts',
  'checked-yaml.ts',
  'did-you-mean.ts',
];

/** What each room imports beside itself. A room or a loose file that is missing here has no place in the house yet. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  model: [],
  redact: [],
  'errors.ts': ['model'],
  'failures.ts': ['model'],
  'lazily.ts': [],
  'remember-last.ts': [],
  'remember-recent.ts': [],
  'ports.ts': ['model', 'errors.ts'],
  'checked-yaml.ts': ['errors.ts'],
  'did-you-mean.ts': [],
  ...Object.fromEntries(
    STAGES.map((stage) => [
      stage,
      ['model', 'redact', 'errors.ts', 'failures.ts', 'lazily.ts', 'remember-last.ts', 'remember-recent.ts'],
    ]),
  ),
  runbooks: ['model', 'errors.ts', 'checked-yaml.ts', 'lazily.ts'],
  engine: ['model', 'redact', ...STAGES, 'errors.ts', 'failures.ts', 'ports.ts', 'remember-recent.ts'],
  store: ['model', 'redact', ...STAGES, 'errors.ts', 'failures.ts', 'ports.ts'],
  ingest: ['model', 'redact', ...STAGES, 'engine', 'store', ...LOOSE],
  notify: ['model', 'redact', ...STAGES, 'engine', 'store', ...LOOSE],
  interactions: ['model', 'redact', ...STAGES, 'engine', 'store', 'ingest', 'notify', ...LOOSE],
  adapters: [...CORE, ...LOOSE],
  functions: [...CORE, ...LOOSE, 'adapters'],
  // What replaces the cloud on one machine runs the functions.
  local: [...CORE, ...LOOSE, 'adapters', 'functions'],
  // The doctor of the terminal works in the environment that the local host gives its functions.
  cli: [...CORE, ...LOOSE, 'adapters', 'local'],
};

const FORBIDDEN_IN_CORE: [RegExp, string][] = [
  [/\bprocess\.(env|argv|std|exit)/, 'the core knows no environment'],
  [/Date\.now\(|new Date\(\)|performance\.now/, 'the core knows no clock: `now` is an argument'],
  [/Math\.random\(|randomUUID|randomBytes/, 'the core is deterministic'],
];
const FORBIDDEN_PACKAGES = /^(node:(?!crypto$)|@aws-sdk\/|@aws-lambda|@slack\/|react|commander$)/;
/** Pure functions that read one word. */
const MODEL_LIBRARIES = ['parse-duration'];
const MOST_LINES: Record<string, number> = { functions: 60, YAML: 220 };

/**
 * Regular expressions outside `observe`, and why. Numbers and lists only ever shrink:
 * what recognizes the words of a broker, client or system tool belongs in `observe`.
 */
const PATTERNS_PER_ROOM: Record<string, [most: number, reason: string]> = {
  runbooks: [7, 'reads the limits, ids and patterns that people write in runbooks'],
  interactions: [28, 'reads what people type in Slack'],
  redact: [48, 'recognizes secrets in what programs of any kind write'],
  render: [22, 'escapes for terminal, Markdown, Slack and SVG'],
  adapters: [18, 'reads settings, addresses and signatures'],
  cli: [7, 'reads what people type at the terminal'],
  local: [34, 'reads what Slack and AWS are sent'],
};
/** One by one where diagnoses are made; each is given by how it begins. */
const PATTERNS_ONE_BY_ONE: Record<string, Record<string, string>> = {
  model: {
    '/^[0-9a-f]{0,4}$/i': 'a group of an IPv6 address',
    '/^\\d{1,3}(?:\\.\\d{1,3}){3}$/': 'an IPv4 address',
    '/^(?:\\d{1,6}(?:ms|': 'a duration that people write',
    '/^\\d{4}-\\d\\d-\\d\\d': 'a time that people write',
    '/\\{([a-zA-Z]+)': 'a blank in a runbook’s text',
    '/^([0-9a-f]{16})-': 'the id of an incident',
  },
  detect: {
    '/^(>=|<=|>|<|=|!=) ?(.+)$/': 'a comparison that people write in runbooks',
    '/(Sec|Ms|Bytes': 'names of fields that hold numbers',
    '/(?<!\\\\)\\{(\\d+),(\\d{2,})\\}/g': 'bounds that people write in patterns',
    '/"[^"\\n]{0,200}"': 'turns a message into its template; to move to observe',
    '/\\|\\s*(?:head|tail)\\b/': 'a command that cuts its output; to move to observe',
    '/^\\s*(\\d{1,5})': 'a range of ports; to move to observe',
    '/^(?:\\{"': 'where a record may begin; to move to observe',
  },
  diagnose: {
    '/^[\\w@%+=:,.': 'what a shell takes without quotes',
    '/[\\u0000-': 'control characters',
    '/["$`': 'what keeps its meaning within double quotes of a shell',
  },
  engine: {
    '/^\\s*[[{]\\s*': 'where JSON begins; to move to observe',
    '/^\\s*[[{]/': 'where JSON begins; to move to observe',
  },
  ingest: {
    '/\\bLISTEN\\b': 'a listening broker in a table; to move to observe',
    '/\\bversion\\b': 'lines that tell a broker’s version; to move to observe',
  },
  notify: { '/^told\\/': 'a key of our own' },
  store: { '/[^\\w-]+/g': 'what an id may not hold' },
};
/** Says nothing of what it reads. */
const WHITE_SPACE = /^\/\\s\+\/g?$/;
const MAY_COMPUTE_PATTERNS: Record<string, string> = {
  observe: 'joins lists of words',
  detect: 'compiles the patterns of runbooks',
  runbooks: 'checks the patterns of runbooks',
  redact: 'joins the names of secrets',
  local: 'names the workspace',
};

const files = readSourceFiles(['src', 'functions', 'local']);
const core = files.filter(({ path, room }) => path.startsWith('src/') && !['adapters', 'cli'].includes(room));

describe('the house', () => {
  it('has a place for every room', () => {
    const homeless = files.filter(({ room }) => !MAY_IMPORT[room]).map(({ path }) => path);

    expect(homeless, 'name the room, and what it may import, in MAY_IMPORT').toEqual([]);
  });

  it.each(Object.keys(MAY_IMPORT))('%s imports only what stands before it', (room) => {
    const allowed = [room, ...(MAY_IMPORT[room] ?? [])];
    const wrong = files
      .filter((file) => file.room === room)
      .flatMap(({ imports }) => imports)
      .filter(({ target }) => /\.tsx?$/.test(target) && !allowed.includes(roomOf(target)))
      .map(
        ({ at, text }) =>
          `${at} imports ${text}: ${room} may import ${allowed.slice(1).join(', ') || 'nothing'}`,
      );

    expect(wrong).toEqual([]);
  });

  it('has no circles of files', () => {
    const circles = findCircles(files).map((circle) => circle.join(' → '));

    expect(circles).toEqual([]);
  });

  it('does no input or output in its core', () => {
    const wrong = core
      .flatMap(({ imports }) => imports)
      .filter(({ target }) => FORBIDDEN_PACKAGES.test(target))
      .map(({ at, text }) => `${at} imports ${text}: the core imports no I/O; use a port`);

    expect(wrong).toEqual([]);
  });

  it('looks words up in maps: an object answers to `constructor` as well', () => {
    const wrong = files.flatMap(({ path, lines }) =>
      lines
        .filter((line) => /^const [A-Z_]+: (?:Readonly<)?Record<string, .*= \{/.test(line))
        .map((line) => `${path} ${line}: make it a ReadonlyMap`),
    );

    expect(wrong).toEqual([]);
  });

  it('has a model without libraries', () => {
    const wrong = files
      .filter(({ room }) => room === 'model')
      .flatMap(({ imports }) => imports)
      .filter(({ target }) => !target.startsWith('src/model/') && !MODEL_LIBRARIES.includes(target))
      .map(({ at, text }) => `${at} imports ${text}: the model imports nothing`);

    expect(wrong).toEqual([]);
  });

  it.each(FORBIDDEN_IN_CORE)('has a pure core: %s', (pattern, rule) => {
    const wrong = core
      .flatMap(({ path, lines }) => lines.map((line, i) => ({ line, at: `${path}:${i + 1}` })))
      .filter(({ line }) => pattern.test(line) && !/^\s*(\*|\/\/|\/\*)/.test(line))
      .map(({ at, line }) => `${at} ${rule}: ${line.trim()}`);

    expect(wrong).toEqual([]);
  });

  it.each(Object.entries(PATTERNS_PER_ROOM))(
    'has no more regular expressions in %s',
    (room, [most, reason]) => {
      const patterns = patternsOf(room).map(({ at, text }) => `${at} ${text}`);

      const rule = `${room} ${reason}; it had ${most} regular expressions and has ${patterns.length}:\n${patterns.join('\n')}\n`;
      expect(patterns.length, rule).toBeLessThanOrEqual(most);
    },
  );

  it('has no other regular expressions where diagnoses are made', () => {
    const wrong = core
      .filter(({ room }) => room !== 'observe' && !PATTERNS_PER_ROOM[room])
      .flatMap(({ room }) => patternsOf(room).map((pattern) => ({ ...pattern, room })))
      .filter(
        ({ room, text }) =>
          !Object.keys(PATTERNS_ONE_BY_ONE[room] ?? {}).some((start) => text.startsWith(start)),
      )
      .map(({ at, text }) => `${at} ${text}: regular expressions stand in observe, and in what users write`);

    expect([...new Set(wrong)]).toEqual([]);
  });

  it('computes regular expressions only where a list says so', () => {
    const wrong = files
      .filter(({ room }) => !MAY_COMPUTE_PATTERNS[room])
      .flatMap(({ patterns }) => patterns)
      .filter(({ isComputed }) => isComputed)
      .map(
        ({ at, text }) => `${at} ${text}: only ${Object.keys(MAY_COMPUTE_PATTERNS).join(', ')} may do this`,
      );

    expect(wrong).toEqual([]);
  });

  it('keeps its files small: 300 lines, 60 for a function’s wiring, 220 for a runbook', () => {
    const runbooks = readdirSync(join(ROOT, 'runbooks'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yml'))
      .map((name) => ({
        path: join('runbooks', name),
        room: 'YAML',
        lines: readFileSync(join(ROOT, 'runbooks', name), 'utf8').split('\n'),
      }));
    const wrong = [...files, ...runbooks]
      .map(({ path, room, lines }) => ({ path, length: lines.length, most: MOST_LINES[room] ?? 300 }))
      .filter(({ length, most }) => length > most)
      .map(({ path, length, most }) => `${path} has ${length} lines; ${most} are allowed`);

    expect(wrong).toEqual([]);
  });
});

function patternsOf(room: string): { at: string; text: string }[] {
  return files
    .filter((file) => file.room === room)
    .flatMap(({ patterns }) => patterns)
    .filter(({ text, isComputed }) => !isComputed && !WHITE_SPACE.test(text));
}
