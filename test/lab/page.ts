import type { Cell } from './judge.ts';
import { EVIDENCE } from './situation.ts';

const HEAD = `# The laboratory

Each row is something that was made to happen to real connections, with real brokers, in network namespaces: \`test/record\` says how. Each column is what Halfopen was given of it: everything from the client's end, everything from the broker's, both, only logs, only tables (sockets and the broker's lists), the sockets as netstat and as lsof show them, the client's sockets beside the broker's own list of connections, only packets, as tcpdump prints them and as a file with what they carry. The page is written by \`npm run lab -- --recorded\` from the recordings that are kept; \`npm run lab\` records everything again and judges that.

- **✓** the cause is named first, or nothing is said where all is well
- *a name*: what is right to say from this evidence, which shows another side of it
- **?** this evidence does not tell; below stands what would
- **✗** it tells, and Halfopen does not see it yet; below stands what it says instead
- **!** wrong
- empty: no such evidence was recorded
`;

const link = ({ situation }: Cell) =>
  `[${situation.name}](../test/record/${situation.name}.sh): ${situation.happens}`;

/** What stands in the table for a cell. */
export function mark({ wrong, exception, said }: Cell): string {
  if (wrong) return '!';
  if (!exception) return '✓';
  if ('seenAs' in exception) return said[0] ?? '✓';
  return 'wouldTell' in exception ? '?' : '✗';
}

function bySituation(cells: readonly Cell[]): Cell[][] {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const { name } = cell.situation;
    groups.set(name, [...(groups.get(name) ?? []), cell]);
  }
  return [...groups.values()];
}

function row(cells: Cell[]): string {
  const first = cells[0] as Cell;
  const marks = EVIDENCE.map((evidence) => {
    const cell = cells.find((one) => one.evidence === evidence);
    return cell ? mark(cell) : '';
  });
  return `| ${link(first)} | ${first.situation.cause ?? 'nothing'} | ${marks.join(' | ')} |`;
}

function list(title: string, lines: string[]): string {
  return lines.length === 0 ? '' : `\n## ${title}\n${lines.join('\n')}\n`;
}

const at = ({ situation, evidence, files }: Cell) => `- ${situation.name}, ${evidence} (${files.join(', ')})`;

function notShown(cells: readonly Cell[]): string[] {
  return cells.flatMap((cell) =>
    cell.exception && 'wouldTell' in cell.exception ? [`${at(cell)}: ${cell.exception.wouldTell}.`] : [],
  );
}

function missed(cells: readonly Cell[]): string[] {
  return cells.flatMap((cell) =>
    cell.exception && 'knownMiss' in cell.exception ? [`${at(cell)}: says ${cell.exception.knownMiss}.`] : [],
  );
}

/** The cells in numbers. */
export function counts(cells: readonly Cell[]): string {
  const marks = cells.map(mark);
  const count = (sign: string) => marks.filter((one) => one === sign).length;
  const named = marks.length - count('?') - count('✗') - count('!');
  return `${bySituation(cells).length} situations, ${cells.length} cells: ${named} right, ${count('?')} not shown by that evidence, ${count('✗')} known misses, ${count('!')} wrong.`;
}

/** The page docs/laboratory.md. */
export function page(cells: readonly Cell[]): string {
  const columns = ['what happens', 'cause', ...EVIDENCE];
  const rows = bySituation(cells).map(row);
  const table = [`| ${columns.join(' | ')} |`, `|${'---|'.repeat(columns.length)}`, ...rows].join('\n');
  return [
    HEAD,
    `\n${counts(cells)}\n\n${table}\n`,
    list('What this evidence does not show, and what would', notShown(cells)),
    list('What is missed', missed(cells)),
  ].join('');
}
