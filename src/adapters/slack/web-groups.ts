import type { WebClient } from '@slack/web-api';
import type { Groups } from '../../ports.ts';
import { callSlack } from './web-client.ts';

/** User groups by Slack's Web API (scope usergroups:read). */
export function createWebGroups(client: WebClient): Groups {
  return {
    async members(groupId) {
      const answer = await callSlack(() => client.apiCall('usergroups.users.list', { usergroup: groupId }));
      return Array.isArray(answer['users']) ? answer['users'].map(String) : [];
    },
  };
}
