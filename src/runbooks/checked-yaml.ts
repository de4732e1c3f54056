import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import { issueInWords } from './issue-in-words.ts';

/** One fault of a YAML file. Lines and columns count from 1. */
export interface YamlFault {
  file: string;
  line: number;
  column: number;
  message: string;
}

/** Where the value at a path of keys stands in the file (or its key). */
export type Locate = (
  path: readonly PropertyKey[],
  target?: 'value' | 'key',
) => { line: number; column: number };

/** What was read of a file: its value, or all of its faults. */
export interface CheckedYaml<T> {
  value?: T;
  faults: YamlFault[];
  locate: Locate;
}

/**
 * Reads YAML text by a schema. All faults are collected, each with its line and column. `what` names the kind of file;
 * `renamed` maps keys that an earlier version had to what they are called now, and `nearest` finds the key that a mistyped one
 * may mean; both for the hint.
 */
export function checkYaml<T>(
  file: string,
  source: string,
  schema: z.ZodType<T>,
  what: string,
  renamed: ReadonlyMap<string, string> = new Map(),
  nearest: (key: string) => string | undefined = () => undefined,
): CheckedYaml<T> {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const locate: Locate = (path, target = 'value') => positionOf(document, lines, path, target);
  const at: At = (path, message, target) => ({ file, ...locate(path, target), message });
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return { file, line, column: col, message: `is not valid YAML: ${error.message}` };
    });
    return { faults, locate };
  }
  const result = schema.safeParse(document.toJS() ?? {}, { reportInput: true });
  if (result.success) return { value: result.data, faults: [], locate };
  return {
    faults: result.error.issues.flatMap((issue) =>
      describe(issue, [], at, (key) => unknownKey(key, what, renamed.get(key), nearest(key))),
    ),
    locate,
  };
}

type At = (path: readonly PropertyKey[], message: string, target?: 'value' | 'key') => YamlFault;

function describe(
  issue: z.core.$ZodIssue,
  above: readonly PropertyKey[],
  at: At,
  unknown: (key: string) => string,
): YamlFault[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = issue.errors.reduce((best, branch) =>
      unknownKeys(branch) < unknownKeys(best) ? branch : best,
    );
    return nearest.flatMap((inner) => describe(inner, path, at, unknown));
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => at([...path, key], unknown(key), 'key'));
  }
  const name = path.map(String).join('.') || 'the file';
  return [at(path, `${name}: ${issueInWords(issue)}`)];
}

function unknownKey(key: string, what: string, now?: string, nearest?: string): string {
  if (now) return `"${key}" is now called "${now}". Rename it.`;
  const unknown = `"${key}" is not a key of ${what} here.`;
  return nearest ? `${unknown} Did you mean "${nearest}"?` : `${unknown} Remove it, or correct its spelling.`;
}

function unknownKeys(branch: readonly z.core.$ZodIssue[]): number {
  return branch.reduce(
    (sum, issue) => sum + (issue.code === 'unrecognized_keys' ? 10 * issue.keys.length : 1),
    0,
  );
}

function positionOf(
  document: Document,
  lines: LineCounter,
  path: readonly PropertyKey[],
  target: 'value' | 'key',
) {
  for (let depth = path.length; depth >= 0; depth--) {
    const offset = offsetOf(document, path.slice(0, depth), depth === path.length ? target : 'value');
    if (offset !== undefined) {
      const { line, col } = lines.linePos(offset);
      return { line: Math.max(1, line), column: Math.max(1, col) };
    }
  }
  return { line: 1, column: 1 };
}

function offsetOf(
  document: Document,
  path: readonly PropertyKey[],
  target: 'value' | 'key',
): number | undefined {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const key = path.at(-1);
  if (isMap(parent) && key !== undefined) {
    const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
    if (pair && isScalar(pair.value) && target === 'value') return pair.value.range?.[0];
    if (pair && isScalar(pair.key)) return pair.key.range?.[0];
    return undefined;
  }
  const node = document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}
