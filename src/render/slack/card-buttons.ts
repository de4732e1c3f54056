import type { Block } from '../../model/chat-message.ts';
import type { Incident } from '../../model/incident.ts';
import { actions, button } from './blocks.ts';

/** What can be done with an incident now; nothing when it is over. */
export function cardButtons({ state, owner, id }: Incident): Block[] {
  if (state === 'resolved') return [];
  return [
    actions('incident', [
      ...(owner ? [] : [button('acknowledge', 'Acknowledge', id, 'primary')]),
      button('assign', owner ? 'Hand on…' : 'Assign…', id),
      button('resolve', 'Resolve', id),
      button('silence', 'Silence…', id),
      button('confirm', 'That’s it', id),
      button('refute', 'Not this…', id),
    ]),
  ];
}
