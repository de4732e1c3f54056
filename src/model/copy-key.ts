const PREFIX = 'copy/';

/** The message key of a card's copy in another channel, as the route writes that. */
export function copyKey(channel: string): string {
  return `${PREFIX}${channel}`;
}

/** Whether a message key belongs to a copy of the card, which hangs from nothing. */
export function isCopyKey(key: string): boolean {
  return key.startsWith(PREFIX);
}
