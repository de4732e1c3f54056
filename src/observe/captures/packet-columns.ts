/** What a column of a packet list says, as far as a packet is read from it. */
type Role = 'time' | 'source' | 'target' | 'sourcePort' | 'targetPort' | 'protocol' | 'info' | 'other';

interface Column {
  role: Role;
  /** Where its name stands in the header. */
  start: number;
}

/** The columns of a packet list as its header names them, and what parts its cells. */
export interface PacketColumns {
  columns: readonly Column[];
  cut: 'quotes' | 'tabs' | 'blanks';
}

/** One row's cells by what they say. */
export type PacketCells = Partial<Record<Role, string>>;

const LONGEST = 500;
const NAMES: readonly (readonly [RegExp, Role])[] = [
  [/^(?:s(?:rc|ource)?[ ._-]?port|tcp\.srcport)(?= |$)/i, 'sourcePort'],
  [/^(?:d(?:st|est|estination)?[ ._-]?port|tcp\.dstport)(?= |$)/i, 'targetPort'],
  [/^(?:s(?:rc|ource)(?:[ ._-]?(?:ip|addr(?:ess)?))?|ip\.src|from)(?= |$)/i, 'source'],
  [/^(?:d(?:st|est|estination)(?:[ ._-]?(?:ip|addr(?:ess)?))?|ip\.dst|to)(?= |$)/i, 'target'],
  [/^(?:delta(?: time)?|time delta(?: from [a-z ]{1,40})?)(?= |$)/i, 'other'],
  [/^(?:(?:absolute|relative|utc|arrival) )?(?:date and )?time(?= |$)|^frame\.time\w{0,20}(?= |$)/i, 'time'],
  [/^proto(?:col)?(?= |$)/i, 'protocol'],
  [/^info(?:rmation)?(?= |$)/i, 'info'],
];

function roleOf(name: string): { role: Role; length: number } {
  for (const [pattern, role] of NAMES) {
    const found = pattern.exec(name);
    if (found) return { role, length: found[0].length };
  }
  return { role: 'other', length: /^\S+/.exec(name)?.[0].length ?? 1 };
}

function padded(header: string): Column[] {
  const columns: Column[] = [];
  for (let at = 0; at < header.length; ) {
    if (header[at] === ' ') {
      at += 1;
      continue;
    }
    const { role, length } = roleOf(header.slice(at));
    columns.push({ role, start: at });
    at += length;
  }
  return columns;
}

/** The header of a packet list as Wireshark and tshark export it, with the columns that a person chose; undefined for any other line. */
export function packetColumns(text: string): PacketColumns | undefined {
  if (text.length > LONGEST || !/s(?:ou)?rc/i.test(text) || !/de?st/i.test(text)) return undefined;
  const cut = text.includes('","') ? 'quotes' : text.includes('\t') ? 'tabs' : 'blanks';
  const columns =
    cut === 'blanks'
      ? padded(text)
      : cellsOf(text, cut).map((name) => ({ role: roleOf(name).role, start: 0 }));
  const roles = new Set(columns.map(({ role }) => role));
  const known = ['time', 'source', 'target', 'info'] as const;
  return known.every((role) => roles.has(role)) ? { columns, cut } : undefined;
}

function cellsOf(text: string, cut: 'quotes' | 'tabs'): string[] {
  if (cut === 'tabs') return text.split('\t').map((cell) => cell.trim());
  return text.trim().replace(/^"|"$/g, '').split('","');
}

/** A cell of one word for each column but `Info`, which has what is left; a date and its time are two words of one cell. */
function byWords(text: string, columns: readonly Column[]): string[] | undefined {
  const words = text.trim().split(/\s+/);
  const info = columns.findIndex(({ role }) => role === 'info');
  const before = columns.slice(0, info).map(({ role }) => {
    const word = words.shift() ?? '';
    return role === 'time' && /^\d{4}-\d\d-\d\d$/.test(word) ? `${word} ${words.shift() ?? ''}` : word;
  });
  const after = columns.length - info - 1;
  if (words.length <= after) return undefined;
  const behind = after === 0 ? [] : words.splice(-after);
  return [...before, words.join(' '), ...behind];
}

function byPlaces(text: string, columns: readonly Column[]): string[] {
  return columns.map(({ start }, at) => text.slice(start, columns[at + 1]?.start).trim());
}

/** The cells of one row, each once by its role; a column may be empty only where the row is padded as its header is. */
export function packetCells(
  text: string,
  list: PacketColumns,
  fits: (cells: PacketCells) => boolean,
): PacketCells | undefined {
  const { columns, cut } = list;
  const named = (values: readonly string[] | undefined): PacketCells | undefined => {
    if (values === undefined || values.length < columns.length) return undefined;
    const cells: PacketCells = {};
    columns.forEach(({ role }, at) => {
      cells[role] ??= values[at] ?? '';
    });
    return fits(cells) ? cells : undefined;
  };
  if (cut !== 'blanks') return named(cellsOf(text, cut));
  return named(byWords(text, columns)) ?? named(byPlaces(text, columns));
}
