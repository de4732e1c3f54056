import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInRunbookFolder } from '../adapters/package-files.ts';
import { HalfopenError } from '../errors.ts';
import { scaffoldRunbook } from '../runbooks/scaffold-runbook.ts';
import { readUnknown } from './read-unknown.ts';
import type { Terminal } from './terminal.ts';

const SCHEMA = 'runbook.schema.json';
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * `halfopen runbook new ID`: writes a draft that passes lint and says where to go on; with `--from` one that knows what no runbook
 * knew in that file. Never overwrites.
 */
export async function newRunbook(
  id: string,
  { family, dir, from }: { family: string; dir: string; from?: string },
  terminal: Terminal,
): Promise<void> {
  const { stdout } = terminal;
  if (!ID.test(id) || !ID.test(family)) {
    throw new HalfopenError({
      code: 'bad-id',
      message: `"${ID.test(id) ? family : id}" is not a valid id.`,
      hint: 'Write lower-case words joined by hyphens, like close-wait-leak.',
    });
  }
  const folder = join(dir, family);
  const path = join(folder, `${id}.yml`);
  if (existsSync(path)) {
    throw new HalfopenError({
      code: 'runbook-exists',
      message: `${path} already exists.`,
      hint: 'Choose another id, or edit that file.',
    });
  }
  const unknown = from === undefined ? undefined : await readUnknown(from, terminal);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, scaffoldRunbook(id, new Date().toISOString().slice(0, 10), unknown));
  const schema = join(dir, SCHEMA);
  // The draft names it, so that editors complete and check what is written.
  if (!existsSync(schema)) copyFileSync(join(builtInRunbookFolder(), SCHEMA), schema);
  stdout.write(`Wrote ${path}. Edit it, then run: halfopen runbook test ${dir}\n`);
}
