import fc from 'fast-check';

/** What a log, a queue's name or a person may hold to call people, fake a link, end a fence or turn text around. */
export const HOSTILE: readonly string[] = [
  '<!channel>',
  '<!here|x>',
  '<!subteam^S0EVIL01>',
  '<!date^0^{date}|x>',
  '<@U0EVIL01>',
  '<#C0EVIL01>',
  '<https://evil.example|your bank>',
  '```',
  '`',
  '*b*',
  '&lt;!channel&gt;',
  '\u202e',
  '\ud800',
  'https://evil.example/x',
  '@channel',
  '\n',
  '😀',
  '\u0000',
  '‮',
];

/** Any text, short or long, with hostile parts and characters of any kind. */
export const hostileText = fc
  .tuple(
    fc.array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 40 })), {
      minLength: 1,
      maxLength: 20,
    }),
    fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 400 })),
  )
  .map(([parts, times]) => parts.join(' ').repeat(times).slice(0, 8_000));

/** Every string in a message or a view that Slack reads as mrkdwn. */
function mrkdwnOf(shown: unknown): string[] {
  if (typeof shown !== 'object' || shown === null) return [];
  const { type, text } = shown as { type?: unknown; text?: unknown };
  if (type === 'mrkdwn' && typeof text === 'string') return [text];
  return Object.values(shown).flatMap(mrkdwnOf);
}

/** Every string that a reader sees; values that a button carries are none. */
export function shownTexts(shown: unknown): string[] {
  if (typeof shown === 'string') return [shown];
  if (typeof shown !== 'object' || shown === null) return [];
  return Object.entries(shown)
    .filter(([name]) => !['value', 'private_metadata', 'block_id', 'action_id'].includes(name))
    .flatMap(([, member]) => shownTexts(member));
}

/** Tokens in angle brackets that are not ours: dates we make, and people, groups and links we name ourselves. */
export function foreignTokens(shown: unknown): string[] {
  const ours =
    /^<(?:!date\^\d{1,12}\^\{date_short_pretty\} \{time_secs\}\||@U0OURS01>|!subteam\^S0OURS01>|https:\/\/(?:ours\.example|www\.rabbitmq\.com|[\w-]+\.console\.aws\.amazon\.com)\/)/;
  return mrkdwnOf(shown)
    .flatMap((text) => text.match(/<[^>]*>/g) ?? [])
    .filter((token) => !ours.test(token));
}

/** Texts in which a fence of code is open at the end, or a control character is left. */
export function brokenTexts(shown: unknown): string[] {
  return mrkdwnOf(shown).filter(
    (text) => (text.match(/```/g) ?? []).length % 2 === 1 || /[\u0000\u202e]/.test(text),
  );
}
