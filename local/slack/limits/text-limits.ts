import * as z from 'zod';

/** Text of at least one and at most so many characters. */
export const text = (most: number) => z.string().min(1).max(most);

/** A text object without formatting. */
export const plainText = (most: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(most), emoji: z.boolean().optional() });

/** A text object with Slack's formatting. */
export const mrkdwn = (most: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: text(most), verbatim: z.boolean().optional() });

/** Either of the two. */
export const anyText = (most: number) => z.discriminatedUnion('type', [plainText(most), mrkdwn(most)]);
