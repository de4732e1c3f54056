import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { goneByInventory } from './gone-by-inventory.ts';
import { answersOn, type Gone, goneByNetwork } from './gone-by-network.ts';
import { goneByWord } from './gone-by-word.ts';
import { typedAt } from './preamble.ts';

const LONGEST = 600;
/** What Amazon calls a machine in its private zone. */
const IN_NAME = /^ip-(\d{1,3})-(\d{1,3})-(\d{1,3})-(\d{1,3})\b/;
const ADDRESSES = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
/** A longer line tells of more than a name and its address. */
const LONGEST_PAIR = 100;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const OWN_ADDRESS =
  /\b(\d{1,3}(?:\.\d{1,3}){3})\b[^.\n]{0,20}\b(?:was|is|=) (?:its|the|their|his) (?:old |former )?(?:private )?(?:ip|address)\b/i;
const REMOTE =
  /\bssh\s+(?:-\S+\s+){0,4}(?:[\w.-]{1,40}@)?(?<host>[\w.-]{2,80})\s.{0,200}\b(?:ss|netstat|lsof)\b.{0,200}(?:\bwc\b|grep\s+-\w*c)/;
const NONE = /^\s*0\s*$/;
/** `ss` prints a heading, unless it is asked not to (-H). */
const HEADING_ALONE = /^\s*1\s*$/;
const WITH_HEADING = /\bss\s+-(?!\w*H)[^|]{1,120}\|\s*wc\b/;
const MOST_BELOW = 6;
const MOST = 40;

type Placed = Gone & { line: Line };

/** A command run on another machine that counts its sockets, and prints 0. */
function goneByCount(lines: readonly Line[], index: number): Placed[] {
  const line = lines[index];
  const text = line?.text.slice(0, LONGEST) ?? '';
  const host = text.includes('ssh') ? REMOTE.exec(typedAt(text) ?? '')?.groups?.['host'] : undefined;
  if (line === undefined || host === undefined) return [];
  for (let at = index + 1; at <= index + MOST_BELOW; at += 1) {
    const below = (lines[at]?.text ?? '').slice(0, LONGEST);
    if (typedAt(below) !== undefined) break;
    const isEmpty = NONE.test(below) || (HEADING_ALONE.test(below) && WITH_HEADING.test(text));
    if (isEmpty) return [{ of: [host], says: typedAt(text) ?? '', isSure: true, line }];
  }
  return [];
}

function placedAt(lines: readonly Line[], index: number): Placed[] {
  const line = lines[index];
  if (line === undefined || line.text.length > LONGEST) return [];
  const one = goneByNetwork(lines, index) ?? goneByWord(line.text);
  return [...(one ? [{ ...one, line }] : []), ...goneByInventory(lines, index), ...goneByCount(lines, index)];
}

/** The addresses of a line that names a machine beside just one: `10.0.0.9 worker-7` of a hosts file, `worker-7 was 10.0.0.9`. */
function besideName(text: string, names: ReadonlySet<string>): string | undefined {
  if (text.length > LONGEST_PAIR) return undefined;
  const addresses = text.match(ADDRESSES) ?? [];
  if (addresses.length !== 1) return undefined;
  return text.split(/[\s,;:()"'[\]]+/).some((word) => names.has(word)) ? addresses[0] : undefined;
}

/** The addresses that a text gives to a name, and the one that a cloud's name for a machine holds: `ip-10-0-3-7`. */
function addressesOf(lines: readonly Line[], names: readonly string[]): string[] {
  if (names.some((one) => ADDRESS.test(one))) return [];
  const known = new Set(names);
  const found = new Set(names.flatMap((one) => IN_NAME.exec(one)?.slice(1, 5).join('.') ?? []));
  for (const { text } of lines) {
    const own = text.length < LONGEST ? (OWN_ADDRESS.exec(text)?.[1] ?? besideName(text, known)) : undefined;
    if (own !== undefined) found.add(own);
  }
  return [...found];
}

/**
 * Machines that can't have the other end of a connection, each as a `gone-peer`: they do not answer on their network, the inventory of
 * their cluster or cloud has them no longer, they count no socket, or a person says so. Given up where the address answers further below.
 */
export function gonePeers(lines: readonly Line[], context: ReadContext): Observation[] {
  const found = lines.flatMap((_, index) => placedAt(lines, index)).slice(0, MOST);
  if (found.length === 0) return [];
  const answers = new Map<string, number>();
  for (const { text, number } of lines) {
    const address = answersOn(text);
    if (address !== undefined) answers.set(address, number);
  }
  return found.flatMap(({ of, says, isSure, line }) => {
    const names = [...new Set([...of, ...addressesOf(lines, of)])];
    return names
      .filter((one) => (answers.get(one) ?? 0) < line.number)
      .map((name) => ({
        kind: 'gone-peer' as const,
        at: { input: context.input, line: line.number, endLine: line.number },
        ...(context.role && { role: context.role }),
        text: line.text.slice(0, LONGEST).trim(),
        verbatim: line.verbatim.slice(0, LONGEST),
        fields: { of: name, says: says.slice(0, 200), isSure },
      }));
  });
}
