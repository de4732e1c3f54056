import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template } from './cloudformation-account.ts';
import { root } from './run-halfopen.ts';

/** The template that the packager makes of a deploy.yml, and what it said. Throws what it wrote where it fails. */
export function packageTemplate(
  deploy: string,
  stage = 'dev',
): { template: Template; text: string; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'halfopen-template-'));
  const file = join(folder, 'deploy.yml');
  writeFileSync(file, deploy);
  const osls = join(root, 'node_modules', 'serverless', 'bin', 'serverless.js');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [osls, 'package', '--stage', stage, '--package', join(folder, 'out')],
    {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        HALFOPEN_DEPLOY: file,
        SLS_TELEMETRY_DISABLED: '1',
        SLS_NOTIFICATIONS_MODE: 'off',
      },
    },
  );
  try {
    if (status !== 0) throw new Error(`${stdout}${stderr}`);
    const text = readFileSync(join(folder, 'out', 'cloudformation-template-update-stack.json'), 'utf8');
    return { template: JSON.parse(text) as Template, text, said: `${stdout}${stderr}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
