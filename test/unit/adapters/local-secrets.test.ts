import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { startHost } from '../../../local/start-host.ts';
import { keepLocalSecrets, readLocalSecrets } from '../../../src/adapters/local-secrets.ts';

const folders: string[] = [];
const folder = () => {
  folders.push(mkdtempSync(join(tmpdir(), 'halfopen-secrets-')));
  return folders.at(-1) ?? '';
};

afterAll(() => {
  vi.unstubAllEnvs();
  for (const one of folders) rmSync(one, { recursive: true, force: true });
});

describe('the secrets of the host on one machine', () => {
  it('are other ones in each installation, and long enough', () => {
    const [one, other] = [keepLocalSecrets(folder()), keepLocalSecrets(folder())];

    expect(one).toEqual({
      SLACK_SIGNING_SECRET: expect.stringMatching(/^[0-9a-f]{32}$/),
      SLACK_BOT_TOKEN: expect.stringMatching(/^xoxb-[0-9a-f]{48}$/),
      SNAPSHOT_SECRET: expect.stringMatching(/^[0-9a-f]{64}$/),
      ALERT_SECRET: expect.stringMatching(/^[0-9a-f]{64}$/),
      OTLP_SECRET: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(new Set([...Object.values(one), ...Object.values(other)]).size).toBe(10);
  });

  it('can be read by their owner only, also when somebody opened them', () => {
    const dataDir = folder();
    keepLocalSecrets(dataDir);
    const secrets = join(dataDir, 'secrets');
    const modes = () =>
      [secrets, ...readdirSync(secrets).map((name) => join(secrets, name))].map(
        (path) => statSync(path).mode & 0o777,
      );

    const atFirst = modes();
    chmodSync(join(secrets, 'SNAPSHOT_SECRET'), 0o644);
    chmodSync(secrets, 0o755);
    keepLocalSecrets(dataDir);

    expect(atFirst).toEqual([0o700, 0o600, 0o600, 0o600, 0o600, 0o600]);
    expect(modes()).toEqual(atFirst);
  });

  it('stay the same at the next start; a lost one is made anew', () => {
    const dataDir = folder();
    const first = keepLocalSecrets(dataDir);
    writeFileSync(join(dataDir, 'secrets', 'SLACK_BOT_TOKEN'), '');

    const second = keepLocalSecrets(dataDir);

    expect(second).toEqual({ ...first, SLACK_BOT_TOKEN: expect.stringMatching(/^xoxb-/) });
    expect(second.SLACK_BOT_TOKEN).not.toBe(first.SLACK_BOT_TOKEN);
    expect(readLocalSecrets(dataDir)).toEqual(second);
  });

  it('are none where no host has run', () => {
    expect(readLocalSecrets(folder())).toEqual({});
  });
});

it('npm start works with secrets of its own, and writes them nowhere else', async () => {
  const dataDir = folder();
  const env: NodeJS.ProcessEnv = { PORT: '0', HALFOPEN_DATA_DIR: dataDir, SNAPSHOT_SECRET: 'set by hand' };

  for (const name of ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, 'local');
  const { stop } = await startHost(
    env,
    () => Promise.resolve({}),
    () => undefined,
  );
  await stop();

  const kept = readLocalSecrets(dataDir);
  expect(kept.SLACK_SIGNING_SECRET).toMatch(/^[0-9a-f]{32}$/);
  expect(env).toMatchObject({ ...kept, SNAPSHOT_SECRET: 'set by hand' });
  for (const file of ['endpoints.json', 'config.json'])
    for (const secret of Object.values(kept))
      expect(readFileSync(join(dataDir, file), 'utf8')).not.toContain(secret);
});
