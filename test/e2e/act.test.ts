import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { readyUrl } from '../support/ready-url.ts';
import { root } from '../support/run-halfopen.ts';

const ID = '73c8eef8-f4ee-4a05-820c-e354fEXAMPLE';
const CONFIG = `
actions:
  - name: close-connection
    label: Close the dead connection
    document: Ops-CloseConnection
    parameters: {Local: "{local}", Peer: "{peer}"}
    approvers: [UBOB]
    dryRun: true
`;
const folder = mkdtempSync(join(tmpdir(), 'halfopen-act-'));
const got: { target: string; body: Record<string, unknown> }[] = [];
/** Takes the place of AWS Systems Manager. */
const manager = createServer((request, response) => {
  let body = '';
  request.on('data', (part: Buffer) => (body += part.toString('utf8')));
  request.on('end', () => {
    const target = String(request.headers['x-amz-target']);
    got.push({ target, body: JSON.parse(body) as Record<string, unknown> });
    const execution = { AutomationExecutionId: ID, AutomationExecutionStatus: 'Success' };
    const answer = target.includes('Start')
      ? { AutomationExecutionId: ID }
      : { AutomationExecution: execution };
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
  });
});
let host: ChildProcess;
let browser: Browser | undefined;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  if (!browser) return;
  await new Promise<void>((done) => manager.listen(0, '127.0.0.1', done));
  writeFileSync(join(folder, 'halfopen.yml'), CONFIG);
  host = spawn('node', ['dist/start.mjs', '--demo', 'half-open'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: '0',
      HALFOPEN_DATA_DIR: folder,
      HALFOPEN_CONFIG: join(folder, 'halfopen.yml'),
      AWS_ENDPOINT_URL_SSM: `http://127.0.0.1:${(manager.address() as AddressInfo).port}`,
    },
  });
  const url = await readyUrl(host);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(url);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  host?.kill();
  manager.close();
  rmSync(folder, { recursive: true, force: true });
});

const thread = () => page.getByTestId('thread');

async function confirm(mode?: 'Run it'): Promise<void> {
  await thread().locator('[data-action-id="act"]').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Ops-CloseConnection').waitFor();
  if (mode) await dialog.getByLabel(mode).check();
  await dialog.getByRole('textbox').fill('the client is gone');
  // `npm run screenshots` keeps what an approver sees.
  if (mode && process.env['HALFOPEN_SCREENSHOTS'])
    await page.screenshot({ path: join(root, 'docs', 'screenshots', 'act.png') });
  await dialog.getByRole('button', { name: 'Go' }).click();
}

describe('an action that the configuration allows', () => {
  it('is pressed in the thread, refused to whom it is not for, and run for an approver', async () => {
    if (!browser) return;
    const card = page.getByTestId('channel').getByTestId('message').first();
    await card.getByText('One end still has a connection').first().waitFor({ timeout: 30_000 });
    await card.getByRole('button', { name: /replies/ }).click();

    await confirm();
    await page.getByRole('dialog').getByText('You may not run this action').waitFor({ timeout: 20_000 });
    expect(got).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

    await page.getByTestId('act-as').selectOption('UBOB');
    await confirm('Run it');
    await thread().getByText(`Automation ${ID}: Success`).waitFor({ timeout: 30_000 });

    expect(got[0]?.target).toBe('AmazonSSM.StartAutomationExecution');
    expect(got[0]?.body).toMatchObject({
      DocumentName: 'Ops-CloseConnection',
      Parameters: { Local: [expect.stringContaining(':5672')], DryRun: ['false'] },
    });
    expect(await thread().innerText()).toMatch(/started Close the dead connection/);
  }, 120_000);
});
