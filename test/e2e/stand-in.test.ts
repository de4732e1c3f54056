import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppAnswer } from '../../local/slack/delivery.ts';
import { createSlackStandIn, type SlackStandIn } from '../../local/slack/stand-in.ts';
import { buildPage } from '../../scripts/build-page.mjs';
import { openBrowser } from '../support/browser.ts';
import { root } from '../support/run-halfopen.ts';

let browser: Browser | undefined;
let server: Server;
let url: string;
let standIn: SlackStandIn;

beforeAll(async () => {
  await buildPage(join(root, 'dist', 'stand-in'));
  standIn = createSlackStandIn({ nowMs: () => Date.now(), signingSecret: 'x', deliver: fakeApp });
  ({ server, url } = await serve(standIn));
  browser = await openBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
});

describe('the page that stands in for Slack', () => {
  it('takes a command, a click, a modal with a mistake, a file, a thread and Home', async () => {
    if (!browser) return;
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const troubles = troublesOf(page);
    await page.goto(url);

    await answersACommand(page);
    await showsAModal(page);
    await opensAThread(page);
    await uploadsAFile(page);
    await showsHome(page);

    expect(troubles).toEqual([]);
    await page.close();
  }, 60_000);

  it('shows what is said to one person to nobody else, and keeps what is being typed', async () => {
    if (!browser) return;
    const page = await browser.newPage();
    await page.goto(url);
    const composer = page.getByTestId('composer');
    await composer.fill('half a thought');

    await call('chat.postEphemeral', { channel: '#on-call', user: 'UALICE', text: 'for alice alone' });
    await call('chat.postMessage', { channel: '#on-call', text: 'for everybody' });
    await page.getByText('for everybody').waitFor();
    expect(await page.getByText('for alice alone').count()).toBe(0);
    expect(await composer.inputValue()).toBe('half a thought');

    await page.getByTestId('act-as').selectOption('UALICE');
    await page.getByTestId('ephemeral').getByText('for alice alone').waitFor();
    await page.close();
  }, 60_000);

  it('fits a narrow window', async () => {
    if (!browser) return;
    const page = await browser.newPage({ viewport: { width: 400, height: 800 } });
    await page.goto(url);
    await page.getByTestId('message').first().waitFor();

    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
    await page.getByRole('button', { name: 'Channels' }).click();
    await page.getByTestId('open-home').click();
    await page.getByTestId('home').waitFor();
    await page.close();
  }, 60_000);
});

async function answersACommand(page: Page): Promise<void> {
  const composer = page.getByTestId('composer');
  await composer.pressSequentially('/triage it hangs');
  await composer.press('Enter');
  const answer = page.getByTestId('ephemeral');
  await answer.getByText('Only visible to you').waitFor();
  // Code is shown as it is to be typed.
  await answer.getByText('grep "a*b*c"').waitFor();
  await answer.getByRole('button', { name: 'Say more' }).click();
}

async function showsAModal(page: Page): Promise<void> {
  const modal = page.getByTestId('modal');
  const submit = modal.getByRole('button', { name: 'Send' });
  await modal.getByRole('heading', { name: 'Triage' }).waitFor();
  await submit.click();
  await modal.getByText('Please complete this required field.').first().waitFor();
  await modal.getByLabel('What do you see?').fill('nothing');
  await modal.getByLabel('Broker').selectOption('rabbitmq');
  await submit.click();
  await modal.getByText('Say more than nothing.').waitFor();
  await modal.getByLabel('What do you see?').fill('it hangs');
  await submit.click();
  await modal.waitFor({ state: 'detached' });
  await page.getByTestId('message').getByText('rabbitmq: it hangs').waitFor();
}

async function opensAThread(page: Page): Promise<void> {
  const message = page.getByTestId('message').filter({ hasText: 'rabbitmq: it hangs' });
  await message.hover();
  await message.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Triage this message' }).click();
  await message.getByText('1 reply').click();
  const thread = page.getByTestId('thread');
  await thread.getByText('looked at it').waitFor();
  await page.getByTestId('thread-composer').fill('@halfopen and now?');
  await page.getByTestId('thread-composer').press('Enter');
  await thread.getByText('heard: @halfopen and now?').waitFor();
}

async function uploadsAFile(page: Page): Promise<void> {
  const buffer = Buffer.from('2026-11-22 [error] closing AMQP connection');
  await page.getByTestId('attach').setInputFiles({ name: 'broker.log', mimeType: 'text/plain', buffer });
  await page.getByRole('button', { name: 'Remove broker.log' }).waitFor();
  await page.getByRole('button', { name: 'Send' }).first().click();
  await page.getByTestId('file').getByText('broker.log').waitFor();
}

async function showsHome(page: Page): Promise<void> {
  await page.getByTestId('open-home').click();
  await page.getByTestId('home').getByText('Nothing is open').waitFor();
  await page.getByTestId('channel-#on-call').click();
  await page.getByTestId('channel').waitFor();
}

/** What the page complains of: errors, and what its policy refused. */
function troublesOf(page: Page): string[] {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  return troubles;
}

const plain = (text: string) => ({ type: 'plain_text', text });
const MODAL = {
  type: 'modal',
  title: plain('Triage'),
  submit: plain('Send'),
  blocks: [
    {
      type: 'input',
      block_id: 'what',
      label: plain('What do you see?'),
      element: { type: 'plain_text_input', action_id: 'text', multiline: true },
    },
    {
      type: 'input',
      block_id: 'broker',
      label: plain('Broker'),
      element: {
        type: 'static_select',
        action_id: 'one',
        options: [{ text: plain('RabbitMQ'), value: 'rabbitmq' }],
      },
    },
  ],
};
const ANSWER = {
  text: 'Tell me more',
  blocks: [
    {
      type: 'section',
      text: { type: 'mrkdwn', text: 'Type\n```\nrabbitmqctl list_queues | grep "a*b*c"\n```' },
    },
    { type: 'actions', elements: [{ type: 'button', action_id: 'more', text: plain('Say more') }] },
  ],
};

/** The parts of an interaction that the app looks at. */
interface Interaction {
  type: string;
  trigger_id: string;
  message_ts: string;
  channel: { id: string };
  view: {
    state: {
      values: { what: { text: { value: string } }; broker: { one: { selected_option: { value: string } } } };
    };
  };
}

/** An app that answers a command, a button, a modal, a shortcut, a mention and Home. */
async function fakeApp(headers: Record<string, string>, body: string): Promise<AppAnswer> {
  if (headers['content-type'] === 'application/json') {
    await takeEvent((JSON.parse(body) as { event: Record<string, string> }).event);
    return ok();
  }
  const form = new URLSearchParams(body);
  if (form.has('command')) return ok(ANSWER);
  const payload = JSON.parse(form.get('payload') ?? '{}') as Interaction;
  if (payload.type === 'block_actions')
    await call('views.open', { trigger_id: payload.trigger_id, view: MODAL });
  if (payload.type === 'message_action')
    await call('chat.postMessage', {
      channel: payload.channel.id,
      thread_ts: payload.message_ts,
      text: 'looked at it',
    });
  return payload.type === 'view_submission' ? takeSubmission(payload.view) : ok();
}

async function takeEvent(event: Record<string, string>): Promise<void> {
  if (event['type'] === 'app_home_opened') {
    const blocks = [{ type: 'section', text: plain('Nothing is open') }];
    await call('views.publish', { user_id: event['user'], view: { type: 'home', blocks } });
  } else {
    const text = `heard: ${event['text']}`;
    await call('chat.postMessage', { channel: event['channel'], thread_ts: event['thread_ts'], text });
  }
}

async function takeSubmission(view: Interaction['view']): Promise<AppAnswer> {
  const { what, broker } = view.state.values;
  if (what.text.value === 'nothing')
    return ok({ response_action: 'errors', errors: { what: 'Say more than nothing.' } });
  const text = `${broker.one.selected_option.value}: ${what.text.value}`;
  await call('chat.postMessage', { channel: '#on-call', text });
  return ok();
}

function ok(body?: object): AppAnswer {
  return { status: 200, body: body ? JSON.stringify(body) : '', contentType: 'application/json' };
}

async function call(method: string, given: object): Promise<void> {
  const answer = await fetch(`${url}/api/${method}`, {
    method: 'POST',
    headers: { authorization: 'Bearer xoxb-test', 'content-type': 'application/json' },
    body: JSON.stringify(given),
  });
  expect(await answer.json()).toMatchObject({ ok: true });
}

async function serve({ handle }: SlackStandIn): Promise<{ server: Server; url: string }> {
  const made = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    const answer = await handle({
      method: incoming.method ?? 'GET',
      path: pathname,
      query: searchParams,
      headers: incoming.headers as Record<string, string>,
      body: Buffer.concat(chunks),
    });
    outgoing.writeHead(answer?.status ?? 404, {
      'content-type': answer?.type || 'text/plain',
      ...answer?.headers,
    });
    outgoing.end(answer?.body);
  });
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return { server: made, url: `http://127.0.0.1:${(made.address() as AddressInfo).port}` };
}
