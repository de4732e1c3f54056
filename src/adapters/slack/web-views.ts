import type { WebClient } from '@slack/web-api';
import type { Views } from '../../ports.ts';
import { callSlack } from './web-client.ts';

/** Modals and App Home by Slack's Web API. */
export function createWebViews(client: WebClient): Views {
  return {
    async open(triggerId, view) {
      await callSlack(() => client.apiCall('views.open', { trigger_id: triggerId, view }));
    },
    async publish(userId, view) {
      await callSlack(() => client.apiCall('views.publish', { user_id: userId, view }));
    },
  };
}
