import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { packageRoot } from '../../adapters/package-files.ts';
import { HalfopenError } from '../../errors.ts';
import type { Terminal } from '../terminal.ts';
import { ask } from './ask.ts';
import { fillIn } from './config-files.ts';
import type { Settings } from './settings.ts';

const FILES = { config: 'halfopen.yml', deploy: 'deploy.yml' };
const SCHEMAS = { config: 'halfopen.v1.schema.json', deploy: 'deploy.v1.schema.json' };

export interface InitOptions extends Settings {
  dir: string;
  yes?: boolean;
  force?: boolean;
}

/**
 * `halfopen init`: asks five questions and writes `halfopen.yml` and `deploy.yml` with a comment on every key. Overwrites nothing
 * unless --force says so. Throws `file-exists`, `bad-use`, `config-faulty`.
 */
export async function initCommand(options: InitOptions, terminal: Terminal): Promise<void> {
  const { dir, yes = false, force = false, ...given } = options;
  const there = Object.values(FILES).filter((name) => existsSync(join(dir, name)));
  if (there.length > 0 && !force)
    throw new HalfopenError({
      code: 'file-exists',
      message: `${there.map((name) => join(dir, name)).join(' and ')} already exist.`,
      hint: 'Choose another folder with --dir, or overwrite with --force.',
    });
  const settings = yes ? given : await ask(given, terminal);
  const made = fillIn({ config: shipped(FILES.config), deploy: shipped(FILES.deploy) }, settings, {
    config: schemaPath(dir, SCHEMAS.config),
    deploy: schemaPath(dir, SCHEMAS.deploy),
  });
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, FILES.config), made.config);
  writeFileSync(join(dir, FILES.deploy), made.deploy);
  for (const name of Object.values(SCHEMAS))
    if (!isBelow(dir, shippedSchema(name))) copyFileSync(shippedSchema(name), join(dir, name));
  const what = there.length > 0 ? 'Overwrote' : 'Wrote';
  terminal.stdout.write(
    `${what} ${join(dir, FILES.config)} and ${join(dir, FILES.deploy)}. Next: halfopen doctor, or see docs/deploy.md.\n`,
  );
}

function shipped(name: string): string {
  return readFileSync(join(packageRoot(), name), 'utf8');
}

function shippedSchema(name: string): string {
  return join(packageRoot(), 'schemas', name);
}

/** Where the package lies in the folder, its own copy is named; else one that is written beside the files. */
function schemaPath(dir: string, name: string): string {
  const path = shippedSchema(name);
  return isBelow(dir, path) ? `./${relative(dir, path)}` : `./${name}`;
}

function isBelow(dir: string, path: string): boolean {
  const way = relative(resolve(dir), path);
  return !way.startsWith('..') && !isAbsolute(way);
}
