import { createWebChat } from '../../src/adapters/slack/web-chat.ts';
import { openSlackApi } from '../../src/adapters/slack/web-client.ts';
import { publishHome } from '../../src/interactions/publish-home.ts';
import type { FakeSlack } from './fake-slack.ts';
import { fixedSecret } from './fixed-secret.ts';
import { testConfig } from './test-context.ts';
import { JANE, seen, testInteractions } from './test-interactions.ts';

/** What notify, the sweep and Home work with, on Slack's real API client. */
export function onSlack(slack: FakeSlack) {
  const incidents = { ...testConfig.incidents, quietMs: 6 * 3_600_000, repeatMs: 24 * 3_600_000 };
  const context = testInteractions({ config: { incidents } });
  const chat = createWebChat(openSlackApi(fixedSecret('xoxb-none'), `${slack.url}/api/`));
  const home = async () => {
    await publishHome(context, JANE);
    return seen(context.recorded.published.at(-1)?.view);
  };
  return { ...context, chat, home };
}
