import { builtInRunbooks } from '../adapters/package-files.ts';
import { HalfopenError } from '../errors.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import { renderRunbook } from '../render/terminal/runbook.ts';
import { searchRunbooks } from '../runbooks/search-runbooks.ts';
import { pageText } from './page-text.ts';
import type { Output, Terminal } from './terminal.ts';
import { type StyleOptions, terminalStyle } from './terminal-style.ts';

const MOST_FOUND = 10;

interface Listed {
  id: string;
  title: string;
  severity: string;
  score?: number;
}

/** `halfopen runbook list`. */
export function listRunbooks({ json }: { json?: boolean }, { stdout }: Terminal): void {
  print(
    stdout,
    builtInRunbooks()
      .map(({ id, title, severity }) => ({ id, title, severity }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    json,
  );
}

/** `halfopen runbook search WORDS…`. */
export function searchCommand(words: string[], { json }: { json?: boolean }, { stdout }: Terminal): void {
  const found = searchRunbooks(builtInRunbooks(), words.join(' ')).slice(0, MOST_FOUND);
  print(
    stdout,
    found.map(({ id, title, severity, score }) => ({ id, title, severity, score })),
    json,
  );
}

/** `halfopen runbook show ID`. An unknown id is bad use, answered with the nearest one. */
export async function showRunbook(
  id: string,
  options: StyleOptions & { pager: boolean },
  terminal: Terminal,
): Promise<void> {
  const found = findRunbook(id, builtInRunbooks());
  await pageText(renderRunbook(found, await terminalStyle(terminal, options)), terminal, options.pager);
}

/** The runbook of an id. Throws `runbook-unknown` with the nearest one. */
export function findRunbook(id: string, runbooks: readonly CompiledRunbook[]): CompiledRunbook {
  const found = runbooks.find((runbook) => runbook.id === id);
  if (!found) throw unknown(id, runbooks);
  return found;
}

function unknown(id: string, runbooks: readonly CompiledRunbook[]): HalfopenError {
  const [nearest] = searchRunbooks(runbooks, id.replaceAll('-', ' '));
  return new HalfopenError({
    code: 'runbook-unknown',
    message: `runbook "${id}" not found.`,
    hint: nearest ? `Did you mean ${nearest.id}?` : 'See halfopen runbook list.',
  });
}

function print(stdout: Output, rows: readonly Listed[], json: boolean | undefined): void {
  stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : rowsOf(rows));
}

/** Runbooks in a line each; says so where there is none. */
export function rowsOf(rows: readonly Listed[]): string {
  if (rows.length === 0) return 'No runbook found. See halfopen runbook list.\n';
  return rows.map(({ id, title, severity }) => `${id.padEnd(30)} ${severity.padEnd(9)} ${title}\n`).join('');
}
