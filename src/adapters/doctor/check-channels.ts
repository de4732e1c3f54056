import { type Check, type Finding, fail, ok, type Workspace, warn } from './check.ts';
import { askSlack, slackHint } from './open-workspace.ts';

/** Slack's ids of channels, direct messages and people. */
const ID = /^[CDGUW][A-Z0-9]{6,}$/;

/** Whether the app is in each channel that a card may go to, and may read it: a card is looked for before it is posted again. */
export const checkChannels: Check = async ({ workspace, config, defaultChannel }) => {
  if (!workspace) return [];
  const channels = new Set([defaultChannel, ...(config?.routes ?? []).map(({ channel }) => channel)]);
  return Promise.all([...channels].map((channel) => checkChannel(workspace, channel)));
};

async function checkChannel({ client, roundTrip }: Workspace, channel: string): Promise<Finding> {
  const check = `channel ${channel}`;
  const read = await askSlack(client, 'conversations.history', { channel, limit: 1 });
  if (read.ok) return ok(check, 'the app is in it and may read it');
  if (ID.test(channel) || read.said !== 'channel_not_found')
    return fail(check, read.found, slackHint(read.said));
  // Slack looks names up only for a post, and tells the id with its answer.
  if (!roundTrip)
    return warn(
      check,
      'not checked: Slack finds a channel by its name only when something is posted',
      'Write its id in halfopen.yml, or leave --no-post out.',
    );
  const trip = await roundTrip(channel);
  if (!trip.posted) return fail(check, trip.found, slackHint(trip.said));
  const again = await askSlack(client, 'conversations.history', { channel: trip.channelId, limit: 1 });
  return again.ok
    ? ok(check, `is ${trip.channelId}; the app is in it and may read it`)
    : fail(check, again.found, slackHint(again.said));
}

const CHECK = 'message';

/** Whether a message can be posted to the default channel and taken back. */
export const checkPost: Check = async ({ workspace, defaultChannel }) => {
  if (!workspace?.roundTrip) return [];
  const trip = await workspace.roundTrip(defaultChannel);
  if (!trip.posted) return [fail(CHECK, `${defaultChannel}: ${trip.found}`, slackHint(trip.said))];
  if (trip.deleted.ok) return [ok(CHECK, `posted to ${defaultChannel} and deleted again`)];
  const found = `posted to ${defaultChannel}, but not deleted: ${trip.deleted.found}`;
  return [warn(CHECK, found, 'Delete it by hand; does the workspace let apps delete their messages?')];
};
