/** How the cells of a table are parted: by bars, tabs, commas, the places of its rule, or several blanks. */
export interface CellLayout {
  by: 'bars' | 'tabs' | 'commas' | 'places' | 'blanks';
  /** Where each column begins and ends, of `places`. */
  places: readonly { from: number; to: number }[];
}

const LONGEST = 300;
const MOST_CELLS = 12;
const RULE = /^\s*-{2,}(?:[ \t]+-{2,}){1,12}\s*$/;
const BORDER = /^[-+|=:\s─│┼┬┴┌┐└┘├┤]{3,}$/;

/** A line that only draws: a border, or the rule below a heading. */
export function isDrawn(text: string): boolean {
  return BORDER.test(text.slice(0, LONGEST));
}

/** The layout of the table whose heading stands at the first line; the second may be its rule. */
export function layoutOf(first: string, second: string): CellLayout | undefined {
  const heading = first.slice(0, LONGEST);
  const rule = second.slice(0, LONGEST);
  if (/[|│]/.test(heading)) return { by: 'bars', places: [] };
  if (heading.includes('\t')) return { by: 'tabs', places: [] };
  if (RULE.test(rule)) {
    const places = [...rule.matchAll(/-+/g)].map(({ 0: run, index: from }) => ({
      from,
      to: from + run.length,
    }));
    return { by: 'places', places };
  }
  if (/^[^,]{1,80}(?:,[^,]{0,80}){1,10}$/.test(heading)) return { by: 'commas', places: [] };
  return /\S {2,}\S/.test(heading.trim()) ? { by: 'blanks', places: [] } : undefined;
}

/** The cells of a row, without quotes and blanks around them; empty where there are too many. */
export function cellsAt(line: string, { by, places }: CellLayout): string[] {
  const text = line.slice(0, LONGEST);
  const cells = partsOf(text, by, places).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  return cells.length > MOST_CELLS ? [] : cells;
}

function partsOf(text: string, by: CellLayout['by'], places: CellLayout['places']): string[] {
  if (by === 'places')
    return places.map(({ from, to }, i) => text.slice(from, i === places.length - 1 ? undefined : to + 1));
  if (by === 'tabs') return text.split('\t');
  if (by === 'commas') return text.split(',');
  if (by === 'blanks') return text.trim().split(/ {2,}/);
  const row = text.trim();
  const inner = /^[|│].*[|│]$/.test(row) ? row.slice(1, -1) : row;
  return inner.split(/[|│]/);
}
