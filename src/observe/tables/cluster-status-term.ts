import type { Observation } from '../../model/observation.ts';
import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

const NODE = /'?[a-z][\w-]*@[\w.-]+'?/gi;
const TITLE = /^(?:Cluster status|Status) of node (\S{1,120}?)(?: \.\.\.)?\s*$/;
/** The term, or the end of it that somebody picked out: partitions alone are what documentation shows. */
const OPENING = /^\s*\[?\{(?:nodes|running_nodes),\s*(?:\[|$)/;
const LONGEST = 200;

interface Terms {
  text: string;
  next: number;
}

/** Joins the lines of the term; the paste may lack its last bracket. */
function termLines(table: Table, from: number): Terms | undefined {
  const lines: string[] = [];
  let next = from;
  while (next < table.lines.length && next < from + LONGEST) {
    const text = (table.lines[next]?.text ?? '').slice(0, 8000);
    if (!/^\s*[[{<'"\]}]/.test(text) && !(next > from && /^\s+\S/.test(text))) break;
    lines.push(text);
    next += 1;
    if (/\]\s*$/.test(text) && /^\s*\.\.\.done/.test((table.lines[next]?.text ?? '').slice(0, 40))) next += 1;
  }
  return lines.length === 0 ? undefined : { text: lines.join('\n'), next };
}

function nodesIn(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(NODE)].map((found) => found[0].replaceAll("'", ''));
}

/** The part of the text that the key opens, up to the key of the next section. */
function section(text: string, key: string): string | undefined {
  const at = text.indexOf(`{${key},`);
  if (at < 0) return undefined;
  const body = text.slice(at + key.length + 2);
  const end = /\{(?:nodes|running_nodes|cluster_name|partitions|alarms),/.exec(body)?.index;
  return end === undefined ? body : body.slice(0, end);
}

function lineOf(table: Table, from: number, next: number, mark: string): number {
  for (let index = from; index < next; index += 1) {
    if ((table.lines[index]?.text ?? '').includes(mark)) return index;
  }
  return from;
}

function partitions(table: Table, from: number, terms: Terms): Observation[] {
  const found: Observation[] = [];
  const first = lineOf(table, from, terms.next, '{partitions,');
  for (const part of (section(terms.text, 'partitions') ?? '').matchAll(
    /\{([^{}[\],]{1,120}),\s{0,40}\[([^\]]{1,2000})\]/g,
  )) {
    const [node] = nodesIn(part[1]);
    const nodes = nodesIn(part[2]);
    if (node === undefined || nodes.length === 0) continue;
    let line = first;
    while (line + 1 < terms.next && !(table.lines[line]?.text ?? '').includes(`{${part[1]},`)) line += 1;
    const fields = { statement: 'partition', node, nodes: nodes.join(', '), count: nodes.length };
    found.push(observeLines(table, 'cluster', line, line, fields));
  }
  return found;
}

function downNodes(table: Table, from: number, terms: Terms): Observation[] {
  const runningText = section(terms.text, 'running_nodes');
  if (runningText === undefined) return [];
  const running = nodesIn(runningText);
  const line = lineOf(table, from, terms.next, '{running_nodes,');
  const down = [...new Set(nodesIn(section(terms.text, 'nodes')))].filter((node) => !running.includes(node));
  const nodes = running.join(', ');
  return down.map((node) =>
    observeLines(table, 'cluster', line, line, { statement: 'node-down', node, nodes, count: down.length }),
  );
}

function alarms(table: Table, from: number, terms: Terms): Observation[] {
  const found: Observation[] = [];
  const line = lineOf(table, from, terms.next, '{alarms,');
  for (const alarm of (section(terms.text, 'alarms') ?? '').matchAll(
    /\{([^{}[\],]{1,120}),\s{0,40}\[([^\]]{1,400})\]/g,
  )) {
    const [node] = nodesIn(alarm[1]);
    for (const kind of ['memory', 'disk']) {
      if (!new RegExp(`\\b${kind}\\b`).test(alarm[2] ?? '')) continue;
      found.push(observeLines(table, 'cluster', line, line, { statement: `${kind}-alarm`, node }));
    }
  }
  return found;
}

/** `rabbitmqctl status` names the resource first, {resource_limit,disk,rabbit@mq01}, or alone for the node it was asked of, [memory]. */
function statusAlarms(table: Table, from: number, terms: Terms): Observation[] {
  const line = lineOf(table, from, terms.next, '{alarms,');
  const text = section(terms.text, 'alarms') ?? '';
  const asked = TITLE.exec((table.lines[from - 1]?.text ?? '').slice(0, 400))?.[1]?.replaceAll("'", '');
  const alone = /^\s*\[([a-z_, \n]{1,100})\]/.exec(text)?.[1] ?? '';
  const named = text.matchAll(/\{resource_limit,(memory|disk),'?([\w.@-]{1,200})'?\}/g);
  const descriptors = /\bfile_descriptor_limit\b/.test(text)
    ? [observeLines(table, 'cluster', line, line, { statement: 'descriptor-alarm', node: asked })]
    : [];
  const resources = [
    ...named,
    ...[...alone.matchAll(/\b(memory|disk)\b/g)].map(([kind]) => [kind, kind, asked]),
  ].map((found) =>
    observeLines(table, 'cluster', line, line, { statement: `${found[1]}-alarm`, node: found[2] }),
  );
  return [...resources, ...descriptors];
}

function readTerm(table: Table, from: number): BlockRead | undefined {
  const text = (table.lines[from]?.text ?? '').slice(0, 400);
  const start = TITLE.test(text) ? from + 1 : from;
  const first = (table.lines[start]?.text ?? '').slice(0, 60);
  const status = start > from && /^\s*\[\{pid,\d/.test(first);
  if (!status && !OPENING.test(first)) return undefined;
  const terms = termLines(table, start);
  if (terms === undefined) return undefined;
  const readers = status ? [statusAlarms] : [partitions, downNodes, alarms];
  const observations = readers.flatMap((read) => read(table, start, terms));
  return { next: terms.next, observations, unread: 0 };
}

/** Reads `rabbitmqctl cluster_status` and the alarms of `status` as they were before 3.8: an Erlang term. */
export const clusterStatusTerm: BlockReader = tableReader('cluster_status (Erlang term)', readTerm);
