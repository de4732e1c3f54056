import type { StandInParts } from './stand-in-parts.ts';

/** Lets Slack itself say something to one person. */
export function saySlackbot(
  { state }: StandInParts,
  place: { channel: string; user: string; threadTs?: string },
  text: string,
): void {
  const id = state.nextTs();
  state.ephemerals.put(id, { id, ...place, author: 'slackbot', text, blocks: [] });
}
