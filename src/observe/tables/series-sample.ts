import type { Line } from '../line.ts';
import { seriesMoment } from './series-moment.ts';

/** Numbers at a moment, and the lines (indexes, inclusive) that tell them. A clock alone gives the seconds of its day, or of its week. */
export interface SeriesSample {
  first: number;
  last: number;
  atMs?: number;
  clockSec?: number;
  periodSec?: number;
  values: readonly number[];
  /** Where each number stands behind its name: `pid=9 cw=212`. */
  names?: readonly string[];
  /** How many there may be, where that stands behind the one number: `412 / 4096`. */
  limit?: number;
  /** Nothing stands behind the numbers. */
  isBare: boolean;
  /** A remark before it tells of a restart or a deployment. */
  isAfterRestart?: boolean;
}

const LONGEST = 300;
const BETWEEN = /^[\]\s,;:=]*(?:@\[?)?/;
/** Zabbix shows a value behind the date and the same moment as a number. */
const EPOCH_AGAIN = /^1\d{9}[\s,;]+(?=\d)/;
const VALUE = /^(\d{1,12}(?:\.\d{1,6})?)(?:$|[\s,;]+)/;
/** What a person wrote behind a number: `<- restart relay`, `# after the deploy`, `sockets`. */
const REMARK = /^[A-Za-z<←#(/!*–—-]\D{0,120}/;
const VALUE_FIRST = /^(\d{1,12})[\s,;]+@?\[?(?=\S{4})/;

/** Reads `2024-05-13 00:00  112`, `09:15;9844`, `112 2024-05-13 00:00`, or a moment with its number on the next line. */
export function seriesSample(lines: readonly Line[], index: number): SeriesSample | undefined {
  const line = lines[index];
  if (line === undefined || line.text.length > LONGEST || !/\d/.test(line.text)) return undefined;
  const text = plain(line.text);
  const at = { first: index, last: index };
  const moment = seriesMoment(text) ?? (line.atMs === undefined ? undefined : { atMs: line.atMs, end: 0 });
  if (moment === undefined) return valueFirst(text, at);
  const { end, ...when } = moment;
  const rest = text.slice(end).replace(BETWEEN, '');
  if (rest === '') {
    const below = /^\s*(\d{1,12})\s*$/.exec(lines[index + 1]?.text ?? '')?.[1];
    return below === undefined
      ? undefined
      : { first: index, last: index + 1, ...when, values: [Number(below)], isBare: true };
  }
  const told = valuesIn(when.atMs === undefined ? rest : rest.replace(EPOCH_AGAIN, ''));
  return (told && { ...at, ...when, ...told }) ?? valueFirst(text, at);
}

function plain(text: string): string {
  return text
    .replace(/["'`|]/g, ' ')
    .trim()
    .replace(/^\[/, '');
}

const NAMED = /^(?:[A-Za-z_][\w.-]{0,24}=\d{1,12}(?:[\s,;]+|$)){1,8}$/;
const PAIR = /([A-Za-z_][\w.-]{0,24})=(\d{1,12})/g;

/** `412 / 4096`, `412 of 4096`, `412 von 4096`. */
const OF_LIMIT = /^(\d{1,12})\s?(?:\/|of|von|out of)\s?(\d{1,12})$/i;

function valuesIn(text: string): Pick<SeriesSample, 'values' | 'names' | 'isBare' | 'limit'> | undefined {
  const [, used, limit] = OF_LIMIT.exec(text) ?? [];
  if (used !== undefined) return { values: [Number(used)], limit: Number(limit), isBare: true };
  if (NAMED.test(text)) {
    const pairs = [...text.matchAll(PAIR)];
    const [names, named] = [pairs.map(([, name = '']) => name), pairs.map(([, , value]) => Number(value))];
    return { names, values: named, isBare: true };
  }
  const values: number[] = [];
  let rest = text;
  for (let found = VALUE.exec(rest); found; found = VALUE.exec(rest)) {
    values.push(Number(found[1]));
    rest = rest.slice(found[0].length);
  }
  if (values.length === 0 || (rest !== '' && !REMARK.test(rest))) return undefined;
  return { values, isBare: rest === '' };
}

function valueFirst(text: string, at: { first: number; last: number }): SeriesSample | undefined {
  const found = VALUE_FIRST.exec(text);
  if (!found) return undefined;
  const moment = seriesMoment(text.slice(found[0].length));
  if (moment === undefined) return undefined;
  const { end, ...when } = moment;
  const isWhole = /^\]?\s*(?:[A-Z]{1,5})?$/.test(text.slice(found[0].length + end));
  return isWhole ? { ...at, ...when, values: [Number(found[1])], isBare: true } : undefined;
}
