import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The secrets of the host on one machine, by the variables they stand in for. */
export type LocalSecrets = Readonly<Partial<Record<keyof typeof MAKERS, string>>>;

/** Each has the form of one of Slack's. */
const MAKERS = {
  SLACK_SIGNING_SECRET: () => randomHex(16),
  SLACK_BOT_TOKEN: () => `xoxb-${randomHex(24)}`,
  SNAPSHOT_SECRET: () => randomHex(32),
  ALERT_SECRET: () => randomHex(32),
  OTLP_SECRET: () => randomHex(32),
};

const NAMES = Object.keys(MAKERS) as (keyof typeof MAKERS)[];

/** Where the host on one machine keeps its files: HALFOPEN_DATA_DIR, else `.halfopen`. */
export function dataDirOf(env: NodeJS.ProcessEnv): string {
  return env['HALFOPEN_DATA_DIR'] || '.halfopen';
}

/** Reads the secrets that the host keeps in its data directory, as far as they exist and this user may read them. */
export function readLocalSecrets(dataDir: string): LocalSecrets {
  const found = NAMES.map((name) => [name, read(join(folderOf(dataDir), name))]);
  return Object.fromEntries(found.filter(([, secret]) => secret)) as LocalSecrets;
}

/**
 * Reads the secrets of a data directory and makes those that are missing, at random. Each is a file of its own,
 * `secrets/<variable>`, which only its owner may read, so that it can be given to other programs as it is.
 */
export function keepLocalSecrets(dataDir: string): LocalSecrets {
  const folder = folderOf(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  for (const name of NAMES) {
    const file = join(folder, name);
    if (!read(file)) {
      // Renamed, so that a host that is killed meanwhile leaves no half of a secret.
      writeFileSync(`${file}.new`, MAKERS[name](), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    }
    chmodSync(file, 0o600);
  }
  return readLocalSecrets(dataDir);
}

function folderOf(dataDir: string): string {
  return join(dataDir, 'secrets');
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

function randomHex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
