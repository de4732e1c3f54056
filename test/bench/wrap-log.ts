import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';

/** Around all lines of a log, between two of them, and a line itself, whose number is `n`. */
interface Form {
  name: string;
  before: string;
  between: string;
  behind: string;
  wrap(line: string, n: number): string;
}

const STARTED_MS = Date.UTC(2026, 2, 14, 6);

/** What logs come wrapped in. The document of CloudWatch Logs is one line. */
export const FORMS: readonly Form[] = [
  {
    name: 'JSON lines',
    before: '',
    between: '\n',
    behind: '\n',
    wrap: (line, n) =>
      JSON.stringify({ time: new Date(STARTED_MS + n).toISOString(), level: 'info', msg: line }),
  },
  {
    name: "Docker's JSON",
    before: '',
    between: '\n',
    behind: '\n',
    wrap: (line, n) =>
      JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: new Date(STARTED_MS + n).toISOString() }),
  },
  {
    name: 'one document of CloudWatch Logs',
    before: '{"messageType":"DATA_MESSAGE","logGroup":"/broker","logStream":"s","logEvents":[',
    between: ',',
    behind: ']}',
    wrap: (line, n) => JSON.stringify({ id: String(n), timestamp: STARTED_MS + n, message: line }),
  },
];

/** Writes a log in another form. */
export async function wrapLog(
  from: string,
  to: string,
  { before, between, behind, wrap }: Form,
): Promise<void> {
  const out = createWriteStream(to);
  out.write(before);
  let n = 0;
  for await (const line of createInterface({ input: createReadStream(from) })) {
    const isRoom = out.write((n === 0 ? '' : between) + wrap(line, n));
    n += 1;
    if (!isRoom) await once(out, 'drain');
  }
  out.end(behind);
  await finished(out);
}
