import type { Observation } from '../../model/observation.ts';
import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

const TITLE = /^Cluster status of node (\S{1,120}?)(?: \.\.\.)?\s*$/;
const HEADINGS =
  /^(?:Basics|Disk Nodes|RAM Nodes|Running Nodes|Versions|CPU Cores|Maintenance status|Alarms|Network Partitions|Listeners|Feature flags)\s*$/;
const ITEM =
  /^(?:Cluster name: |Total CPU cores|Node:? |\(none\)|Memory alarm |Free disk space alarm |File descriptor |\S{1,120}@\S{1,120}|Flag: )/;
const CUT_OFF = /^(?:Node )?(\S{1,120}) cannot communicate with (\S.{0,400}?)\s*$/;
const ALARM = /^(Memory|Free disk space|File descriptor limit) alarm on node (\S{1,120})\s*$/;
const STATEMENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Memory: 'memory-alarm',
    'Free disk space': 'disk-alarm',
    'File descriptor limit': 'descriptor-alarm',
  }),
);

interface Section {
  heading: string;
  items: { index: number; text: string }[];
}

function sections(table: Table, from: number): { next: number; found: Section[] } {
  const found: Section[] = [];
  let next = from;
  for (let index = from; index < table.lines.length; index += 1) {
    const text = (table.lines[index]?.text ?? '').slice(0, 1000).trim();
    if (text === '' || (index === from && TITLE.test(text))) continue;
    if (HEADINGS.test(text)) found.push({ heading: text, items: [] });
    else if (found.length > 0 && ITEM.test(text)) found.at(-1)?.items.push({ index, text });
    else break;
    next = index + 1;
  }
  return { next, found };
}

function itemsOf(found: readonly Section[], heading: string): Section['items'] {
  return (
    found.find((section) => section.heading === heading)?.items.filter(({ text }) => text !== '(none)') ?? []
  );
}

function partitions(table: Table, found: readonly Section[]): Observation[] {
  return itemsOf(found, 'Network Partitions').flatMap(({ index, text }) => {
    const cut = CUT_OFF.exec(text);
    if (cut === null) return [];
    const nodes = (cut[2] ?? '').split(/[\s,]+/);
    const fields = { statement: 'partition', node: cut[1], nodes: nodes.join(', '), count: nodes.length };
    return [observeLines(table, 'cluster', index, index, fields)];
  });
}

function downNodes(table: Table, found: readonly Section[]): Observation[] {
  const running = itemsOf(found, 'Running Nodes').map(({ text }) => text);
  if (running.length === 0) return [];
  const members = [...itemsOf(found, 'Disk Nodes'), ...itemsOf(found, 'RAM Nodes')];
  const down = members.filter(({ text }) => !running.includes(text));
  const nodes = running.join(', ');
  return down.map(({ index, text }) =>
    observeLines(table, 'cluster', index, index, {
      statement: 'node-down',
      node: text,
      nodes,
      count: down.length,
    }),
  );
}

function alarms(table: Table, found: readonly Section[]): Observation[] {
  return itemsOf(found, 'Alarms').flatMap(({ index, text }) => {
    const alarm = ALARM.exec(text);
    if (alarm === null) return [];
    const statement = STATEMENTS.get(alarm[1] ?? '');
    return [observeLines(table, 'cluster', index, index, { statement, node: alarm[2] })];
  });
}

function startsHere(table: Table, from: number): boolean {
  const text = (table.lines[from]?.text ?? '').slice(0, 300);
  if (TITLE.test(text)) return true;
  if (!HEADINGS.test(text)) return false;
  const below = (table.lines[from + 1]?.text ?? '').slice(0, 300).trim();
  return ITEM.test(below === '' ? (table.lines[from + 2]?.text ?? '').slice(0, 300).trim() : below);
}

function readText(table: Table, from: number): BlockRead | undefined {
  if (!startsHere(table, from)) return undefined;
  const { next, found } = sections(table, from);
  if (found.length === 0) return undefined;
  const observations = [partitions, downNodes, alarms].flatMap((read) => read(table, found));
  return { next, observations, unread: 0 };
}

/** Reads `rabbitmqctl cluster_status` since 3.8: sections with headings, of which members, running nodes, alarms and partitions are used. */
export const clusterStatusText: BlockReader = tableReader('cluster_status', readText);
