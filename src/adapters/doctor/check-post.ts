import { type Check, fail, ok, warn } from './check.ts';
import { slackHint } from './slack-hint.ts';

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
