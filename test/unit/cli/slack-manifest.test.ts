import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { judgeScopes, readManifest, scopesOf } from '../../../src/adapters/doctor/check-scopes.ts';
import { root } from '../../support/run-halfopen.ts';

const text = readFileSync(join(root, 'slack-manifest.yml'), 'utf8');
const manifest = parse(text);
const bot: string[] = manifest.oauth_config.scopes.bot;

/** Scopes of the methods that Halfopen calls, as their pages at docs.slack.dev/reference/methods tell. Public and private channels have one each. */
const SCOPES_OF_METHODS: Record<string, string[]> = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'files.info': ['files:read'],
  filesUploadV2: ['files:write'],
  'users.info': ['users:read'],
  'usergroups.users.list': ['usergroups:read'],
  'views.open': [],
  'views.publish': [],
};
/** What needs a scope without a call: commands and shortcuts, and the event of being mentioned. */
const SCOPES_OF_FEATURES = ['commands', 'app_mentions:read'];

/** A method named in quotes, or called on the client. */
const METHOD =
  /(?:'|client\.)(filesUploadV2|(?:apps|assistant|auth|bookmarks|canvases|chat|conversations|dnd|files|pins|reactions|reminders|search|team|usergroups|users|views)(?:\.[a-z][A-Za-z]+){1,2})['(]/g;
const adapters = join(root, 'src', 'adapters');
const called = new Set(
  readdirSync(adapters, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(adapters, name), 'utf8'))
    .flatMap((source) => [...source.matchAll(METHOD)].map(([, method = '']) => method)),
);

describe('the manifest of the Slack app', () => {
  it('asks for the scopes of every method that is called, and for no more', () => {
    const unknown = [...called].filter((method) => !(method in SCOPES_OF_METHODS));
    const needed = [...called].flatMap((method) => SCOPES_OF_METHODS[method] ?? []);

    expect(unknown).toEqual([]);
    expect([...called].toSorted()).toEqual(Object.keys(SCOPES_OF_METHODS).toSorted());
    expect(bot.toSorted()).toEqual([...new Set([...needed, ...SCOPES_OF_FEATURES])].toSorted());
  });

  it('is what doctor compares with, and says of each scope what it is for', () => {
    expect(readManifest()).toBe(text);
    expect(scopesOf(text).map(({ scope }) => scope)).toEqual(bot);
    expect(scopesOf(text).filter(({ purpose }) => purpose.length < 10)).toEqual([]);
    expect(judgeScopes(text, bot).map(({ status }) => status)).toEqual(['ok']);
    expect(judgeScopes(text, []).map(({ status }) => status)).toEqual(bot.map(() => 'fail'));
  });

  it('sends all that the listeners answer to the one address', () => {
    const { features, settings } = manifest;
    const urls = [
      ...features.slash_commands.map(({ url }: { url: string }) => url),
      settings.interactivity.request_url,
      settings.event_subscriptions.request_url,
    ];

    expect(new Set(urls)).toEqual(new Set(['https://REPLACE-ME/slack/events']));
    expect(features.slash_commands).toEqual([
      expect.objectContaining({ command: '/triage', should_escape: true }),
    ]);
    expect(features.shortcuts).toEqual([
      expect.objectContaining({
        type: 'message',
        callback_id: 'triage_message',
        name: 'Triage this message',
      }),
    ]);
    expect(settings.event_subscriptions.bot_events).toEqual(['app_mention', 'message.im', 'app_home_opened']);
    expect(features.app_home.home_tab_enabled).toBe(true);
  });
});
