/** An address with its port, as `awk` printed it out of a table of sockets. */
const END = /^\[?[\w.:%*-]{1,60}\]?[:.]\d{1,5}$/;
const PRINTED = /\bprint\s*\(?\s*\$(\d)\b/;
const TOOL = /\b(ss|netstat)\s+(-\S+)?/;
/** `ss` leaves out the column of the state where one was asked for. */
const STATE_ASKED = /\bss\s.{0,60}\bstate\s+[a-z]/;
/** Which port all of the sockets have at one end: `sport = :443`, `dst :6379`. */
const FILTER = /\b(sport|dport|src|dst)\s*=?\s*([\w.*[\]]{0,60}:\d{1,5})\b/;

/** Which end of the sockets was counted, where a command counts them by what stands in a column of `ss` or `netstat`. */
export function countedEnd(command: string, key: string): { local?: string; peer?: string } {
  const filter = FILTER.exec(command);
  if (filter) return filter[1]?.startsWith('s') ? { local: filter[2] ?? '' } : { peer: filter[2] ?? '' };
  const column = Number(PRINTED.exec(command)?.[1] ?? NaN);
  const local = localColumn(command);
  if (local === undefined || !END.test(key)) return {};
  if (column === local) return { local: key };
  return column === local + 1 ? { peer: key } : {};
}

/** The number of the column with the local end (ss(8), netstat(8)); TCP alone has no column of its protocol in `ss`. */
function localColumn(command: string): number | undefined {
  const [, tool, options = ''] = TOOL.exec(command) ?? [];
  if (tool === undefined) return undefined;
  if (tool === 'netstat') return 4;
  const isTcpAlone = options.includes('t') && !/[uxwd]/.test(options);
  return 3 + (STATE_ASKED.test(command) ? 0 : 1) + (isTcpAlone ? 0 : 1);
}
