import { wholeTimeMs } from '../times/whole-time.ts';
import { kernelState } from './tcp-state.ts';

/** What one line counts: each state with its number, and the time on the line itself. */
export interface CountedLine {
  counts: { state: string; count: number }[];
  /** The line counts one address alone: others of the same state add to it. */
  partial: boolean;
  atMs?: number;
  stamp?: string;
}

const STATE = '[A-Za-z][A-Za-z]{2,10}(?:[-_][A-Za-z0-9]{1,8}){0,2}\\d?';
const NAME_FIRST = new RegExp(`^"?(${STATE})"?\\s*[:=,\\t ]\\s*"?(\\d{1,10})"?,?$`);
const COUNT_FIRST = new RegExp(`^(\\d{1,10})[,;]?\\s+["(]?(${STATE})[")]?$`);
const WITH_ADDRESS =
  /^(\d{1,10})\s+(?:tcp[46]?\s+)?(?:[\w.[\]%:*-]*[.:][\w.[\]%:*-]*\s+){0,2}([A-Z][A-Z_12-]{4,12})(?:\s+[\w.[\]%:*-]*[.:][\w.[\]%:*-]*){0,2}$/;
const PAIR = /["']?([A-Za-z][A-Za-z_12-]{4,14})["']?\s*[=:]\s*(\d{1,10})(?=[\s,;}]|$)/g;
/** Names in capitals need no mark between them and their numbers. */
const SPACED_PAIR = /([A-Z][A-Z_12-]{4,14})\s{1,8}(\d{1,10})(?=[\s,;|]|$)/g;
/** A part of every state's name in either case: most lines are rejected without trying a pattern. */
const MARKS = [
  'WAIT',
  'wait',
  'Wait',
  'ESTAB',
  'estab',
  'SYN',
  'syn',
  'LISTEN',
  'listen',
  'LAST',
  'last',
  'CLOS',
  'clos',
];
/** What a person wrote behind a count: `<- still growing`, `# before the restart`, `(12 %)`, or what is counted. */
const REMARK =
  /(\d)(?:\s+(?:tcp )?(?:sockets?|connections?|conns?)\b)?\s*(?:(?:<|←|⟵|#|\((?![A-Z12_-]{5,12}\)$)|\/\/|--|—|–|!|\*|\?)[^{}\d].{0,200})?$/;
/** The same behind the name of a state that follows its count. */
const REMARK_ON_NAME = /^(\d{1,10}\s+[A-Z][A-Z12_-]{3,12})\s+(?:<|←|⟵|#|\(|\/\/|--|—|–|!|\*|\?).{1,200}$/;
/** What sets a line of Markdown in bold or as code. */
const EMPHASIS = /^(?:\*\*|__|`)(.{6,80}?)(?:\*\*|__|`)$/;
const STAMP =
  /^\[?((?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d(?::\d\d(?:[.,]\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)\]?[\s,;]+/;

/** `closed 3` or `listen 10` in running text are words; a state must look like one: capitals, or a joint in the middle. */
function stateName(printed: string): string | undefined {
  return /^[A-Z][A-Z_12-]+$|[_-]/.test(printed) ? kernelState(printed) : undefined;
}

function single(text: string): CountedLine['counts'] {
  const named = NAME_FIRST.exec(text);
  const counted = COUNT_FIRST.exec(text) ?? WITH_ADDRESS.exec(text);
  const printed = named?.[1] ?? counted?.[2] ?? '';
  const state = stateName(printed) ?? (text.includes(`"${printed}"`) ? kernelState(printed) : undefined);
  return state === undefined ? [] : [{ state, count: Number(named?.[2] ?? counted?.[1]) }];
}

function isPartial(text: string): boolean {
  return COUNT_FIRST.exec(text) === null && WITH_ADDRESS.test(text) && /[.:*]/.test(text);
}

function several(text: string): CountedLine['counts'] {
  const marked = pairs(text, PAIR);
  return marked.length > 0 ? marked : pairs(text, SPACED_PAIR);
}

function pairs(text: string, pattern: RegExp): CountedLine['counts'] {
  const counts: CountedLine['counts'] = [];
  let read = 0;
  for (const pair of text.matchAll(pattern)) {
    const state = kernelState(pair[1] ?? '');
    if (state === undefined) return [];
    counts.push({ state, count: Number(pair[2]) });
    read += pair[0].length;
  }
  const between = text.length - read;
  return counts.length >= 2 && between <= 4 + counts.length * 3 ? counts : [];
}

/**
 * Reads a line that counts sockets by state and contains nothing else: `CLOSE_WAIT 23`, `   23 CLOSE-WAIT`, `"CLOSE_WAIT": 23,`,
 * `12 10.0.0.5:8080 CLOSE_WAIT`, `ESTABLISHED=12 CLOSE_WAIT=5`, each also after a time or before a remark. Undefined for any other line.
 */
export function stateCountLine(line: string): CountedLine | undefined {
  if (line.length < 6 || line.length > 400 || !MARKS.some((mark) => line.includes(mark))) return undefined;
  const trimmed = line.trim().replace(EMPHASIS, '$1').replace(REMARK, '$1').replace(REMARK_ON_NAME, '$1');
  if (!/\d/.test(trimmed[0] ?? '') && !/\d[\s"',;}\]]*$/.test(trimmed)) return undefined;
  const stamp = STAMP.exec(trimmed);
  const text = stamp === null ? trimmed : trimmed.slice(stamp[0].length);
  const one = single(text);
  const counts = one.length > 0 ? one : several(text);
  if (counts.length === 0) return undefined;
  const atMs = stamp === null ? undefined : wholeTimeMs(stamp[1] ?? '');
  return {
    counts,
    partial: isPartial(text),
    ...(stamp === null ? {} : { stamp: stamp[1] ?? '' }),
    ...(atMs === undefined ? {} : { atMs }),
  };
}
