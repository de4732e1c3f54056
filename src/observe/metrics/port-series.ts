import type { Line } from '../line.ts';
import { readTime } from '../times/read-time.ts';
import { fieldTimeMs } from '../times/whole-time.ts';
import { type JsonLeaf, jsonLeaves } from './json-leaves.ts';
import { type PortMeaning, portMeaning } from './port-metrics.ts';

/** A number of ports, or of connections that got none, and the line on which it stands. */
export interface PortSample {
  meaning: PortMeaning;
  line: number;
  value: number;
  atMs?: number;
}

/** Samples from a line on, and the index of the line behind them. */
export interface PortSeries {
  samples: PortSample[];
  next: number;
}

type Path = JsonLeaf['path'];

/** Keys under which answers of Azure Monitor, Cloud Monitoring and CloudWatch hold a value; an index where `--query` left only numbers. */
const VALUE =
  /^(?:average|total|maximum|count|doubleValue|int64Value|boolValue|value|v|Average|Sum|Maximum)$/;
const TIME = /^(?:timeStamp|Timestamp|endTime)$/;
/** Objects around a name in the documents as they are: `name: {value, localizedValue}`, `metric: {type}`. */
const AROUND_NAME = new Set(['name', 'metric']);

function startsWith(path: Path, head: Path): boolean {
  return head.every((key, i) => path[i] === key);
}

/** The object that a name is of. */
function scopeOf(path: Path): Path {
  const parent = path.at(-2);
  return path.slice(0, typeof parent === 'string' && AROUND_NAME.has(parent) ? -2 : -1);
}

/** The series within a metric's answer, by which it may be split. */
function seriesOf(path: Path, scope: Path): Path {
  const split = path[scope.length];
  return split === 'timeseries' ? path.slice(0, scope.length + 2) : scope;
}

/**
 * Reads samples of ports in a JSON document: `az monitor metrics list` and Cloud Monitoring's time series as they are, or what `--query`
 * made of them: an object that holds a metric's name and numbers. `command` is what was typed above.
 */
export function jsonPorts(lines: readonly Line[], from: number, command: string): PortSeries {
  const leaves: JsonLeaf[] = [];
  const document = jsonLeaves(lines, from);
  let leaf = document.next();
  for (; leaf.done !== true; leaf = document.next()) leaves.push(leaf.value);
  const scopes = leaves
    .filter(({ value }) => portMeaning(value, 'failed out_of_resources') !== undefined)
    .map(({ path, value }) => ({ scope: scopeOf(path), name: value }));
  const distinct = new Map(scopes.map((one) => [JSON.stringify(one.scope), one]));
  const samples = [...distinct.values()].flatMap(({ scope, name }) =>
    samplesIn(
      leaves.filter(({ path }) => startsWith(path, scope)),
      scope,
      name,
      command,
    ),
  );
  return { samples, next: leaf.value };
}

function samplesIn(leaves: readonly JsonLeaf[], scope: Path, name: string, command: string): PortSample[] {
  return leaves.flatMap(({ path, value, line }): PortSample[] => {
    const key = path.at(-1);
    const number = value === 'true' ? 1 : Number(value);
    if (path.length === scope.length || !Number.isFinite(number) || value.trim() === '') return [];
    if (typeof key === 'string' && !VALUE.test(key)) return [];
    const series = seriesOf(path, scope);
    const labels = leaves.filter(({ path: other }) => startsWith(other, series)).map((one) => one.value);
    const meaning = portMeaning(name, [command, ...labels].join(' '));
    if (meaning === undefined) return [];
    const atMs = timeBeside(leaves, path);
    return [{ meaning, line, value: number, ...(atMs === undefined ? {} : { atMs }) }];
  });
}

/** The moment in the same object as a value, or beside the object that holds it. */
function timeBeside(leaves: readonly JsonLeaf[], path: Path): number | undefined {
  for (const up of [-1, -2]) {
    const around = path.slice(0, up);
    const time = leaves.find(
      (leaf) =>
        startsWith(leaf.path, around) &&
        TIME.test(String(leaf.path.at(-1))) &&
        leaf.path.length <= path.length + 1,
    );
    if (time && around.length > 0) return fieldTimeMs(time.value);
  }
  return undefined;
}

const LONGEST = 300;
const NAME = /[A-Za-z][\w./-]*(?: [A-Za-z]\w*){0,4}/g;

/** Reads a row that names a metric, with its time before or its numbers behind, of `-o table` and of listings of one's own. */
export function rowPorts(line: Line, at: number, command: string): PortSample[] {
  const text = line.text.slice(0, LONGEST);
  const meaning = [...text.matchAll(NAME)]
    .map(([name]) => portMeaning(name, `${command} ${text}`))
    .find(Boolean);
  if (meaning === undefined) return [];
  const time = readTime(text.trimStart(), 0);
  const behind = text.trimStart().slice(time?.end ?? 0);
  const numbers = behind.match(/(?<![\w.-])\d{1,9}(?:\.\d{1,6})?(?![\w.:-])/g) ?? [];
  const atMs = time?.atMs ?? line.atMs;
  return numbers.map((value) => ({
    meaning,
    line: at,
    value: Number(value),
    ...(atMs === undefined ? {} : { atMs }),
  }));
}

const ASKED =
  /--metrics?(?:-names?)?[ =]["']?([\w./ ]{3,120}?)["']?(?= -|$|\\)|metric\.type ?= ?\\?"([\w./]{3,120})/g;

/** The one metric of ports that a command asks for; undefined where it asks for several or none. */
export function askedMetric(command: string): PortMeaning | undefined {
  const names = [...command.matchAll(ASKED)].flatMap(([, typed = '', type = '']) => [
    ...typed.split(' '),
    type,
  ]);
  const asked = names.filter((name) => name !== '');
  return asked.length === 1 ? portMeaning(asked[0] ?? '', command) : undefined;
}
