import * as z from 'zod';
import { LIMITS } from '../../../src/render/slack/limits.ts';
import {
  accessory,
  actionElement,
  hasOnePicture,
  imageElement,
  inputElement,
  onePicture,
  picture,
} from './element-limits.ts';
import { anyText, mrkdwn, plainText, text } from './text-limits.ts';

/** What Slack takes as a block (docs.slack.dev, block reference; @slack/types). */
const blockId = z.string().max(LIMITS.id).optional();
const richText = z.strictObject({
  type: z.literal('rich_text'),
  elements: z.array(z.looseObject({ type: z.string() })),
  block_id: blockId,
});
const header = z.strictObject({
  type: z.literal('header'),
  text: plainText(LIMITS.header),
  block_id: blockId,
  level: z.number().int().min(1).max(4).optional(),
});
const section = z
  .strictObject({
    type: z.literal('section'),
    text: anyText(LIMITS.section.text).optional(),
    fields: z.array(anyText(LIMITS.section.field)).min(1).max(LIMITS.section.fields).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
    block_id: blockId,
  })
  .refine((one) => one.text !== undefined || one.fields !== undefined, {
    message: 'neither text nor fields',
  });
const context = z.strictObject({
  type: z.literal('context'),
  elements: z
    .array(
      z.discriminatedUnion('type', [
        mrkdwn(LIMITS.context.text),
        plainText(LIMITS.context.text),
        imageElement,
      ]),
    )
    .min(1)
    .max(LIMITS.context.elements),
  block_id: blockId,
});
const image = z
  .strictObject({
    type: z.literal('image'),
    ...picture,
    title: plainText(LIMITS.imageTitle).optional(),
    block_id: blockId,
  })
  .refine(hasOnePicture, onePicture);
const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string() }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().optional() }),
  richText,
]);
const table = z.strictObject({
  type: z.literal('table'),
  rows: z.array(z.array(cell).min(1).max(LIMITS.table.columns)).min(1).max(LIMITS.table.rows),
  column_settings: z
    .array(
      z
        .strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        })
        .nullable(),
    )
    .max(LIMITS.table.columns)
    .optional(),
  block_id: blockId,
});

/** A block of any kind that the stand-in shows. */
export const block = z.discriminatedUnion('type', [
  header,
  section,
  context,
  image,
  table,
  richText,
  z.strictObject({ type: z.literal('divider'), block_id: blockId }),
  z.strictObject({
    type: z.literal('actions'),
    elements: z.array(actionElement).min(1).max(LIMITS.actions),
    block_id: blockId,
  }),
  z.strictObject({
    type: z.literal('input'),
    label: plainText(LIMITS.input.label),
    element: inputElement,
    hint: plainText(LIMITS.input.hint).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    block_id: blockId,
  }),
  z.strictObject({ type: z.literal('markdown'), text: text(LIMITS.message.markdown), block_id: blockId }),
]);
