import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { readyUrl } from '../support/ready-url.ts';
import { root } from '../support/run-halfopen.ts';

/** `npm run screenshots` keeps what a newcomer sees for the README. */
const SCREENSHOTS = process.env['HALFOPEN_SCREENSHOTS'] ? join(root, 'docs', 'screenshots') : undefined;
const NETSTAT = readFileSync(join(root, 'test/fixtures/recorded/close-wait-leak/netstat.txt'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'halfopen-page-'));
let host: ChildProcess;
let browser: Browser | undefined;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  if (!browser) return;
  host = spawn('node', ['dist/start.mjs', '--demo'], {
    cwd: root,
    env: { ...process.env, PORT: '0', HALFOPEN_DATA_DIR: folder },
  });
  const url = await readyUrl(host);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(url);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  host?.kill();
  rmSync(folder, { recursive: true, force: true });
});

const card = () => page.getByTestId('channel').getByTestId('message').first();
const privateAnswer = (text: string | RegExp) =>
  page.getByTestId('channel').getByTestId('ephemeral').filter({ hasText: text }).last();

async function type(text: string): Promise<void> {
  await page.getByTestId('composer').fill(text);
  await page.getByTestId('composer').press('Enter');
}

/** What axe finds wrong: the rule, and where. */
async function faultsOf(shown: Page): Promise<string[]> {
  await shown.evaluate(axe.source);
  const { violations } = (await shown.evaluate('axe.run()')) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** How many lines of text and buttons the blocks of a message take on the page. */
async function linesOf(message: Locator): Promise<number> {
  return message.locator('.blocks').evaluate((blocks) => {
    const range = blocks.ownerDocument.createRange();
    range.selectNodeContents(blocks);
    const middles = [...range.getClientRects()]
      .filter(({ height }) => height > 8 && height <= 36)
      .map((one) => one.top + one.height / 2);
    const rows = middles
      .toSorted((a, b) => a - b)
      .filter((at, i, all) => i === 0 || at - (all[i - 1] ?? 0) > 9);
    return rows.length;
  });
}

async function keep(name: string, shown?: Locator): Promise<void> {
  if (!SCREENSHOTS) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await shown?.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}

describe('a newcomer at the page of npm start', () => {
  it('sees the card of a replayed incident, and answers its questions until another cause leads', async () => {
    if (!browser) return;
    await card().getByText('sent nothing for too long').first().waitFor({ timeout: 30_000 });
    await card().locator('[data-action-id="acknowledge"]').waitFor({ timeout: 30_000 });
    await keep('card');
    expect(await linesOf(card())).toBeLessThanOrEqual(12);
    expect(await card().locator('.blocks button:not(.copy)').allInnerTexts()).toEqual([
      'Yes',
      'No',
      'Acknowledge',
      'Assign…',
      'Silence…',
      'Resolve',
      'Not this…',
    ]);

    await card().locator('[data-action-id="answer-no"]').click();
    await card().getByText('Were connections from several hosts closed').waitFor({ timeout: 20_000 });
    expect(await card().innerText()).toMatch(/orders-worker.* 9\d % sure/);
    await card().locator('[data-action-id="answer-yes"]').click();
    await card().getByText('More likely after 2 answers').waitFor({ timeout: 20_000 });

    expect(await card().innerText()).toMatch(/^.*Critical: The network path/m);
    expect(await card().innerText()).not.toContain('event loop');
    await card()
      .getByRole('button', { name: /replies/ })
      .click();
    const thread = page.getByTestId('thread');
    await thread.getByText('Ranking after 2 answers').waitFor({ timeout: 20_000 });
    expect(await thread.innerText()).toMatch(/1\. .*network-path-lost: \d+ % \(was 20 %\)/);
    expect(await thread.innerText()).toMatch(/No, answered by @on-call/);
    await keep('ranking', thread.getByText('Ranking after 2 answers'));
    await page.getByRole('button', { name: 'Close thread' }).click();
  }, 90_000);

  it('sees on a phone what broke, for whom, and what to do first, without scrolling', async () => {
    if (!browser) return;
    const phone = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await phone.goto(page.url());
    const shown = phone.getByTestId('channel').getByTestId('message').first();
    await shown.getByText('Do now').waitFor({ timeout: 20_000 });

    const command = await shown.locator('pre').first().boundingBox();

    const [menu, title] = await Promise.all(
      ['.message-menu', '.blocks'].map((one) => shown.locator(one).first().boundingBox()),
    );

    expect(command ? command.y + command.height : Infinity).toBeLessThan(844 - 100);
    expect((menu?.y ?? 0) + (menu?.height ?? Infinity), 'the menu covers the title').toBeLessThanOrEqual(
      title?.y ?? 0,
    );
    if (SCREENSHOTS) await phone.screenshot({ path: join(SCREENSHOTS, 'card-phone.png') });
    await phone.close();
  }, 60_000);

  it('has an address for each message, which opens it in its channel and thread', async () => {
    if (!browser) return;
    const href = await card().locator('.permalink').first().getAttribute('href');
    const other = await browser.newPage();

    await other.goto(new URL(href ?? '', page.url()).href);

    await other.getByTestId('thread').waitFor({ timeout: 20_000 });
    expect(await other.getByTestId('thread').textContent()).toContain('What happened');
    await other.close();
  }, 60_000);

  it('is led by axe to no fault: names, contrast, roles, alternative texts, in channel, thread, form and on a phone', async () => {
    if (!browser) return;
    expect(await faultsOf(page)).toEqual([]);

    await card()
      .getByRole('button', { name: /replies/ })
      .click();
    await page.getByTestId('thread').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close thread' }).click();

    await card().locator('[data-action-id="assign"]').click();
    await page.getByTestId('modal').waitFor({ timeout: 20_000 });
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await page.setViewportSize({ width: 390, height: 844 });
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
  }, 120_000);

  it('reaches every button of a card by the keyboard alone, and acts by Enter', async () => {
    if (!browser) return;
    await card().locator('.copy').first().focus();
    const reached: string[] = [];
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate('document.activeElement.textContent.trim()'));
    }
    for (const name of ['Acknowledge', 'Assign…', 'Silence…', 'Resolve', 'Not this…'])
      expect(reached).toContain(name);

    await card().locator('[data-action-id="assign"]').focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('modal').waitFor({ timeout: 20_000 });
    await page.keyboard.press('Escape');
    await page.getByTestId('modal').waitFor({ state: 'detached' });
  }, 60_000);

  it('hands it over, and who gets it is mentioned in its thread', async () => {
    if (!browser) return;
    await card().locator('[data-action-id="assign"]').click();
    const form = page.getByTestId('modal');
    await form.locator('select').selectOption('UBOB');
    await form.locator('[data-block-id="note"] textarea').fill('restart is planned');
    await form.getByRole('button', { name: 'Assign' }).click();
    await form.waitFor({ state: 'detached', timeout: 20_000 });

    await card()
      .getByRole('button', { name: /replies/ })
      .click();
    const said = page.getByTestId('thread').getByText('handed this to you');
    await said.waitFor({ timeout: 20_000 });
    expect(await page.getByTestId('thread').innerText()).toMatch(
      /@bob @on-call handed this to you: [\s\S]*restart is planned/,
    );
    await page.getByRole('button', { name: 'Close thread' }).click();
  }, 60_000);

  it('silences it by a form that says what that would have muted', async () => {
    if (!browser) return;
    await card().getByText('@bob has it').waitFor({ timeout: 20_000 });

    await card().locator('[data-action-id="silence"]').click();
    const form = page.getByTestId('modal');
    await form.getByText('would have muted 1 incident in the last day').first().waitFor({ timeout: 20_000 });
    await keep('silence');
    await form.getByRole('button', { name: 'Silence' }).click();
    await form.getByText('required').waitFor();
    await form.locator('[data-block-id="reason"] input').fill('planned restart');
    await form.getByRole('button', { name: 'Silence' }).click();

    await form.waitFor({ state: 'detached', timeout: 20_000 });
    await card().getByText('Silenced until').waitFor({ timeout: 20_000 });
    expect(await card().innerText()).toMatch(/Silenced until .* by @on-call/);
  }, 90_000);

  it('pastes netstat behind /triage, and gets the cause with a table of states, for their eyes only', async () => {
    if (!browser) return;
    await type(`/triage ${NETSTAT}`);
    await privateAnswer('does not close sockets').waitFor({ timeout: 30_000 });

    const answer = privateAnswer('does not close sockets');
    expect(await answer.getByRole('table').innerText()).toMatch(/CLOSE_WAIT\s+\d+/);
    await keep('netstat', answer);
    await page.getByTestId('act-as').selectOption('UBOB');
    expect(await privateAnswer('does not close sockets').count()).toBe(0);
    await page.getByTestId('act-as').selectOption('UONCALL');
  }, 60_000);

  it('mistypes a search for a runbook, and is led to it by one click', async () => {
    if (!browser) return;
    await type('/triage runbok publsher hangs');
    await privateAnswer('Did you mean').waitFor({ timeout: 20_000 });

    await privateAnswer('Did you mean').locator('[data-action-id="ask"]').click();
    await privateAnswer('Runbooks, best match first')
      .or(privateAnswer('What it means'))
      .first()
      .waitFor({ timeout: 20_000 });

    expect(await page.getByTestId('channel').getByTestId('ephemeral').last().innerText()).toMatch(
      /publisher|alarm/i,
    );
    await keep('runbook', page.getByTestId('channel').getByTestId('ephemeral').last());
  }, 60_000);

  it('asks what CLOSE_WAIT means and shares the answer, uploads a log, and opens Home', async () => {
    if (!browser) return;
    await type('/triage explain CLOSE_WAIT');
    await privateAnswer('you are here').locator('[data-action-id="share"]').click();
    const shared = page.getByTestId('channel').getByTestId('message').filter({ hasText: 'Shared by' });
    await shared.waitFor({ timeout: 20_000 });
    await keep('explain', shared);

    await type('/triage paste');
    const form = page.getByTestId('modal');
    await form.locator('input[type="file"]').setInputFiles(join(root, 'samples/memory-alarm/broker.log'));
    await form.getByRole('button', { name: 'Remove broker.log' }).waitFor({ timeout: 20_000 });
    await form.getByRole('button', { name: 'Triage' }).click();
    await privateAnswer(/memory/i).waitFor({ timeout: 30_000 });

    await page.getByTestId('open-home').click();
    await page.getByTestId('home').getByText('Runbook health').waitFor({ timeout: 20_000 });
    expect(await page.getByTestId('home').innerText()).toMatch(
      /Open incidents \(1\)[\s\S]*Muted \(1\)[\s\S]*missed-heartbeats/,
    );
    await keep('home');
  }, 120_000);
});
