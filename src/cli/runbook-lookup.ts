import { builtInRunbooks } from '../adapters/package-files.ts';
import { HalfopenError } from '../errors.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import { renderRunbook } from '../render/terminal/runbook.ts';
import { searchRunbooks } from '../runbooks/search-runbooks.ts';

const MOST_FOUND = 10;

interface Listed {
  id: string;
  title: string;
  severity: string;
  score?: number;
}

/** `halfopen runbook list`. */
export function listRunbooks({ json }: { json?: boolean }): void {
  print(
    builtInRunbooks()
      .map(({ id, title, severity }) => ({ id, title, severity }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    json,
  );
}

/** `halfopen runbook search WORDS…`. */
export function searchCommand(words: string[], { json }: { json?: boolean }): void {
  print(searchRunbooks(builtInRunbooks(), words.join(' ')).slice(0, MOST_FOUND), json);
}

/** `halfopen runbook show ID`. An unknown id is bad use, answered with the nearest one. */
export function showRunbook(id: string): void {
  const runbooks = builtInRunbooks();
  const found = runbooks.find((runbook) => runbook.id === id);
  if (!found) throw unknown(id, runbooks);
  process.stdout.write(renderRunbook(found));
}

function unknown(id: string, runbooks: readonly CompiledRunbook[]): HalfopenError {
  const [nearest] = searchRunbooks(runbooks, id.replaceAll('-', ' '));
  return new HalfopenError({
    code: 'runbook-unknown',
    message: `runbook "${id}" not found.`,
    hint: nearest ? `Did you mean ${nearest.id}?` : 'See halfopen runbook list.',
  });
}

function print(rows: readonly Listed[], json: boolean | undefined): void {
  if (json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else if (rows.length === 0) process.stdout.write('No runbook found. See halfopen runbook list.\n');
  else
    process.stdout.write(
      rows.map(({ id, title, severity }) => `${id.padEnd(30)} ${severity.padEnd(9)} ${title}\n`).join(''),
    );
}
