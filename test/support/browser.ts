import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';
const ARGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium with a fresh profile; without Chromium it says how to get it and gives undefined. */
export async function openBrowser(): Promise<Browser | undefined> {
  if (!existsSync(CHROMIUM)) {
    console.warn(`\nNo browser at ${CHROMIUM}: the page is not tested.`);
    console.warn('Get it with: apt-get install chromium\n');
    return undefined;
  }
  return chromium.launch({ executablePath: CHROMIUM, args: ARGS });
}
