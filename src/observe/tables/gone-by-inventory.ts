import type { Line } from '../line.ts';
import type { Gone } from './gone-by-network.ts';
import { typedAt } from './preamble.ts';

/** Commands that list machines, pods or containers, and in which words they say that one is not there or does not run. */
const INVENTORIES: readonly { command: RegExp; gone: RegExp; nothing?: RegExp }[] = [
  {
    command: /\b(?:kubectl|oc|k)\s.{0,40}\bget\s/,
    gone: /\(NotFound\)|\b(?:Evicted|Completed|Failed|Unknown|NotReady|Terminating)\b/,
    nothing: /^\s*No resources found\b/,
  },
  {
    command: /\baws\s.{0,40}\bec2 describe-instance/,
    gone: /\b(?:terminated|shutting-down|stopped|stopping)\b|InvalidInstanceID/,
    nothing: /^\s*(?:\[\s*\]|None)\s*$/,
  },
  {
    command: /\baz\s+(?:vm|vmss|container)\s/,
    gone: /\b(?:deallocated|deallocating|VM stopped|PowerState\/stopped)\b|ResourceNotFound/i,
    nothing: /^\s*\[\s*\]\s*$/,
  },
  {
    command: /\bgcloud\s.{0,60}\binstances\b/,
    gone: /\b(?:TERMINATED|STOPPED|STOPPING|SUSPENDED)\b|was not found/,
    nothing: /^\s*Listed 0 items/,
  },
  {
    command: /\b(?:docker|podman)\s/,
    gone: /\bNo such (?:object|container)\b|\bExited \(\d{1,3}\)|\bexited\b/,
  },
  {
    command: /\b(?:virsh|govc|openstack|qm|pct|multipass|lxc)\s|\bGet-VM\b/,
    gone: /\b(?:shut off|SHUTOFF|DELETED|poweredOff|PoweredOff|status: stopped|Stopped|Off|failed to get domain|No [Ss]erver found)\b/,
  },
];
const HINT =
  /kubectl|\boc\b|\bk get|\baws\b|\baz\b|gcloud|docker|podman|virsh|govc|openstack|\bq?m |pct|lxc|Get-VM/;
const ADDRESS = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
/** What a command asks for by name: `Values=worker-7`, `-n vm-web3`, `get pod api-6f9c`, `grep worker-7`. */
const ASKED_NAME =
  /(?:Values=|--?n(?:ame)? |\b(?:pods?|nodes?|inspect|describe|domstate|status|show|grep|Get-VM)\s+(?:-\S+\s+){0,3})"?'?([A-Za-z][\w.-]{2,60})\b/g;
const NOT_NAMES = new Set(['wide', 'all', 'table', 'json', 'yaml', 'instance', 'running']);
const MOST_LINES = 60;
const LONGEST = 500;

function namesIn(text: string): string[] {
  const addresses = [...text.matchAll(ADDRESS)].map(([one]) => one);
  const names = [...text.matchAll(ASKED_NAME)].map(([, one = '']) => one);
  return [...new Set([...addresses, ...names.filter((one) => !NOT_NAMES.has(one.toLowerCase()))])];
}

/** The words of a row that may name a machine: its addresses where it has some, else names. */
function rowNames(text: string): string[] {
  const addresses = [...text.matchAll(ADDRESS)].map(([one]) => one);
  if (addresses.length > 0) return addresses;
  return [
    ...text.matchAll(
      /(?:^|[\s"'])([a-z][\w.-]{0,60}-?\w{0,20}\d[\w.-]{0,20}|[a-z]+(?:-[a-z0-9]+){1,6})(?=[\s"',]|$)/g,
    ),
  ]
    .map(([, one = '']) => one)
    .slice(0, 6);
}

/** What the inventory of a cluster, a cloud or a hypervisor says of the machine that the command at a line asks for. */
export function goneByInventory(lines: readonly Line[], index: number): (Gone & { line: Line })[] {
  const text = (lines[index]?.text ?? '').slice(0, LONGEST);
  const typed = HINT.test(text) ? typedAt(text) : undefined;
  const inventory = typed === undefined ? undefined : INVENTORIES.find(({ command }) => command.test(typed));
  if (typed === undefined || inventory === undefined) return [];
  const asked = namesIn(typed);
  const found: (Gone & { line: Line })[] = [];
  for (let at = index + 1; at < lines.length && at <= index + MOST_LINES; at += 1) {
    const line = lines[at];
    const row = (line?.text ?? '').slice(0, LONGEST);
    if (line === undefined || typedAt(row) !== undefined) break;
    const isNothing = inventory.nothing?.test(row) === true && asked.length > 0 && at === index + 1;
    if (!isNothing && !inventory.gone.test(row)) continue;
    const own = rowNames(row);
    const of = isNothing || own.length === 0 ? asked : [...own, ...(asked.length === 1 ? asked : [])];
    if (of.length > 0) found.push({ of, says: row.trim(), isSure: true, line });
  }
  // A search that prints nothing: nobody has that address.
  const below = (lines[index + 1]?.text ?? '').slice(0, LONGEST);
  const isSearched = /\|\s*(?:[ef]?grep|findstr)\b/.test(typed) && typedAt(below) !== undefined;
  const line = lines[index];
  if (isSearched && line && asked.length > 0) found.push({ of: asked, says: typed, isSure: true, line });
  return found;
}
