import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from '../../scripts/site/build-site.ts';
import { openBrowser } from '../support/browser.ts';

const out = mkdtempSync(join(tmpdir(), 'halfopen-site-'));
let browser: Browser | undefined;

beforeAll(async () => {
  buildSite(out);
  browser = await openBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  rmSync(out, { recursive: true, force: true });
});

const pages = () => readdirSync(out).filter((name) => name.endsWith('.html'));
const html = (name: string) => readFileSync(join(out, name), 'utf8');
const attributes = (text: string, name: string) =>
  [...text.matchAll(new RegExp(`<[^>]* ${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value);

/** A page as it lies on the disk, and what it asks for beyond that. */
async function open(name: string, width = 1280): Promise<{ page: Page; asked: string[] }> {
  const page = await (browser as Browser).newPage({ viewport: { width, height: 844 } });
  const asked: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('file:') && !request.url().startsWith('data:')) asked.push(request.url());
  });
  page.on('pageerror', (error) => asked.push(error.message));
  await page.goto(pathToFileURL(join(out, name)).href);
  return { page, asked };
}

describe('the documentation as a site', () => {
  it('leads from page to page, and to places that are there', () => {
    const broken = pages().flatMap((name) =>
      attributes(html(name), 'href')
        .filter((link) => !link.includes('://') && !link.startsWith('data:'))
        .filter((link) => {
          const [file = '', hash] = link.split('#');
          const target = file === '' ? name : file;
          if (!existsSync(join(out, target))) return true;
          return hash !== undefined && !attributes(html(target), 'id').includes(hash);
        })
        .map((link) => `${name}: ${link}`),
    );

    expect(pages().length).toBeGreaterThan(80);
    expect(broken).toEqual([]);
  });

  it('loads nothing from anywhere else, and each picture says what it shows', () => {
    for (const name of pages()) {
      const text = html(name);
      for (const source of attributes(text, 'src'))
        expect(existsSync(join(out, source)), `${name}: ${source}`).toBe(true);
      expect(attributes(text, 'alt'), name).not.toContain('');
      expect((text.match(/<img/g) ?? []).length, name).toBe(attributes(text, 'alt').length);
    }
  });

  it('has a page for each reader in its navigation, and one for each runbook', () => {
    const start = html('index.html');

    for (const group of ['On call', 'Platform engineer', 'Runbook author', 'Contributor'])
      expect(start).toContain(`<h2>${group}</h2>`);
    expect(html('runbooks.html')).toContain('href="runbook-missed-heartbeats.html"');
    expect(html('runbook-missed-heartbeats.html')).toContain('What to do');
    expect(html('runbook-missed-heartbeats.html')).not.toMatch(/\{[a-z]+[|}]/i);
  });

  it('finds a section from a disk, by the keyboard alone, and asks nobody', async () => {
    if (!browser) return;
    const { page, asked } = await open('index.html');

    await page.keyboard.press('/');
    await page.keyboard.type('missed heartbeet');
    await page
      .getByRole('link', { name: 'The broker closed a client that sent nothing for too long' })
      .first()
      .waitFor();
    await page.locator('#found a').first().click();
    await page.waitForURL(/\.html/);

    expect(asked).toEqual([]);
    await page.close();
  }, 60_000);

  it.each(['index.html', 'on-call.html', 'runbook-missed-heartbeats.html'])(
    'can be used by everybody, and on a phone: %s',
    async (name) => {
      if (!browser) return;
      const { page } = await open(name, 390);

      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      await page.evaluate(axe.source);
      const { violations } = (await page.evaluate('axe.run()')) as {
        violations: { id: string; nodes: { html: string }[] }[];
      };
      expect(
        violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`)),
      ).toEqual([]);
      await page.close();
    },
    60_000,
  );
});
