import { parseTemplate } from '../model/message-template.ts';
import { lookUp, type PackedTable, packTable } from '../model/packed-table.ts';
import { type Beginning, beginningOf } from './cut-template.ts';

/** What tells messages from each other is seen near their beginning: so many characters of their first piece that is as long. */
const KEY_LENGTH = 8;
const BASE = 31;
/** What the first of those characters counts in their hash. */
const HIGHEST = Array.from({ length: KEY_LENGTH - 1 }).reduce<number>((value) => Math.imul(value, BASE), 1);
const LONGEST_CODE = 40;
const MARKS = 1 << 18;

/** Templates by how their messages begin. Plain data, made when the product is built. */
export interface BeginningIndex {
  templates: PackedTable;
  /** The hashes of all keys: most places of a line are ruled out by them. */
  hashes: Int32Array;
}

/** The messages that may begin within a line. */
export interface Beginnings {
  /** Tells each message whose key stands in a line from a place on, and where. */
  find(line: string, from: number, found: (beginning: Beginning, at: number) => void): void;
}

/** Makes an index of templates. */
export function indexBeginnings(sources: Iterable<string>): BeginningIndex {
  const keyed = [...new Set([...sources].flatMap(withoutCode))].flatMap((source): [string, string][] => {
    const key = firstFindable(source)?.slice(0, KEY_LENGTH);
    return key === undefined ? [] : [[key, source]];
  });
  return {
    templates: packTable(keyed),
    hashes: Int32Array.from(new Set(keyed.map(([key]) => markOf(rawHashAt(key, 0))))),
  };
}

/** Reads several indexes as one. Templates are taken apart only where their key stands: there are thousands. */
export function readBeginnings(...indexes: readonly BeginningIndex[]): Beginnings {
  const mayBegin = new Uint8Array(MARKS);
  for (const { hashes } of indexes) for (const hash of hashes) mayBegin[hash] = 1;
  const read = new Map<string, readonly Keyed[]>();
  const withKey = (key: string): readonly Keyed[] => {
    let known = read.get(key);
    if (!known) {
      const sources = new Set(indexes.flatMap(({ templates }) => lookUp(templates, key)));
      known = [...sources].map((source) => ({ source, piece: pieceOf(source), read: undefined }));
      if (known.length > 0) read.set(key, known);
    }
    return known;
  };
  return {
    find(line, from, found) {
      let hash = rawHashAt(line, from);
      for (let at = from; at + KEY_LENGTH <= line.length; at++) {
        if (at > from) hash = rolled(hash, line.charCodeAt(at - 1), line.charCodeAt(at + KEY_LENGTH - 1));
        if (mayBegin[markOf(hash)] === 0) continue;
        for (const one of withKey(line.slice(at, at + KEY_LENGTH)))
          if (mayStandAt(one.piece, line, at)) found((one.read ??= toBeginning(one.source)), at);
      }
    },
  };
}

/** A template, the piece of it that begins with a key, and what is read of both once that piece stands in a line. */
interface Keyed {
  source: string;
  piece: string;
  read: Beginning | undefined;
}

/** Whether a piece stands at a place of a line, or as much of it as there is room for. Of those with one key most do not. */
function mayStandAt(piece: string, line: string, at: number): boolean {
  const room = line.length - at;
  return room < piece.length ? line.endsWith(piece.slice(0, room)) : line.startsWith(piece, at);
}

function toBeginning(source: string): Beginning {
  const template = parseTemplate(source);
  return beginningOf(template, template.pieces.findIndex(isFindable));
}

/** The first fixed piece of a template that is long enough. */
function firstFindable(source: string): string | undefined {
  for (let from = 0; from < source.length; ) {
    const open = source.indexOf('{', from);
    const piece = open < 0 ? source.slice(from) : source.slice(from, open);
    if (isFindable(piece)) return piece;
    const close = open < 0 ? -1 : source.indexOf('}', open);
    if (close < 0) return undefined;
    from = close + 1;
  }
  return undefined;
}

/** That piece, as far as one line of a message goes. */
function pieceOf(source: string): string {
  return firstFindable(source)?.split('\n', 1)[0] ?? '';
}

function isFindable(piece: string): boolean {
  return piece.trim().length >= KEY_LENGTH;
}

/** `[MY-010914] [Server] Aborted connection …`: earlier versions print no code before the message. */
function withoutCode(source: string): string[] {
  const end = source.lastIndexOf('] ');
  const isCoded = source.startsWith('[') && !source.slice(0, end).includes('{') && end < LONGEST_CODE;
  return isCoded ? [source, source.slice(end + 2)] : [source];
}

/** The hash of the characters of a key from a place on. Rabin and Karp's, so that it rolls. */
function rawHashAt(text: string, from: number): number {
  let hash = 0;
  for (let at = from; at < from + KEY_LENGTH; at++) hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) | 0;
  return hash;
}

function rolled(hash: number, out: number, into: number): number {
  return (Math.imul(hash - Math.imul(out, HIGHEST), BASE) + into) | 0;
}

/** A number of 18 bits; different keys may have the same one. */
function markOf(hash: number): number {
  return (hash ^ (hash >>> 14)) & (MARKS - 1);
}
