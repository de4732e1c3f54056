import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template } from './cloudformation-account.ts';
import { root } from './run-halfopen.ts';

const OWN = new Set(['.git', '.serverless', 'serverless.yml']);

/** The template that the packager makes of a deploy.yml, and what it said. Throws what it wrote where it fails. */
export function packageTemplate(
  deploy: string,
  { stage = 'dev', config = '' }: { stage?: string; config?: string } = {},
): { template: Template; text: string; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'halfopen-template-'));
  const file = join(folder, 'deploy.yml');
  writeFileSync(file, deploy);
  const configFile = join(folder, 'halfopen.yml');
  if (config) writeFileSync(configFile, config);
  // The packager empties .serverless of the folder it runs in, from which other tests take the zips.
  const project = linkedProject(join(folder, 'project'));
  const osls = join(root, 'node_modules', 'serverless', 'bin', 'serverless.js');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [osls, 'package', '--stage', stage, '--package', join(folder, 'out')],
    {
      cwd: project,
      encoding: 'utf8',
      env: {
        ...process.env,
        HALFOPEN_DEPLOY: file,
        ...(config ? { HALFOPEN_CONFIG: configFile } : {}),
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

/** A folder with links to all of the project but what the packager writes, and with its own serverless.yml, which may not be a link. */
function linkedProject(folder: string): string {
  mkdirSync(folder);
  for (const name of readdirSync(root)) if (!OWN.has(name)) symlinkSync(join(root, name), join(folder, name));
  copyFileSync(join(root, 'serverless.yml'), join(folder, 'serverless.yml'));
  return folder;
}
