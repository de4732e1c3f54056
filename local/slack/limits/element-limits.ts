import * as z from 'zod';
import { LIMITS } from '../../../src/render/slack/limits.ts';
import { anyText, plainText, text } from './text-limits.ts';

/** What Slack takes as an element (docs.slack.dev, block element reference; composition objects for options and confirm). */
const actionId = text(LIMITS.id);
const placeholder = plainText(LIMITS.input.placeholder).optional();
const focus = z.boolean().optional();
const confirm = z
  .strictObject({
    title: plainText(LIMITS.confirm.title),
    text: anyText(LIMITS.confirm.text),
    confirm: plainText(LIMITS.confirm.button),
    deny: plainText(LIMITS.confirm.button),
    style: z.enum(['primary', 'danger']).optional(),
  })
  .optional();
const option = z.strictObject({
  text: plainText(LIMITS.option.label),
  value: text(LIMITS.option.value),
  description: plainText(LIMITS.option.description).optional(),
});
/** In radio buttons and checkboxes an option may be formatted. */
const markedOption = z.strictObject({
  text: anyText(LIMITS.option.label),
  value: text(LIMITS.option.value),
  description: anyText(LIMITS.option.description).optional(),
});
const options = z.array(option).min(1).max(LIMITS.options.list);
const choices = z.array(markedOption).min(1).max(LIMITS.options.choices);

const button = z.strictObject({
  type: z.literal('button'),
  action_id: actionId,
  text: plainText(LIMITS.button.label),
  value: z.string().max(LIMITS.button.value).optional(),
  url: z.string().max(LIMITS.url).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(LIMITS.button.label).optional(),
  confirm,
});
const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    action_id: actionId,
    options: options.optional(),
    option_groups: z
      .array(z.strictObject({ label: plainText(LIMITS.option.label), options }))
      .min(1)
      .max(LIMITS.options.list)
      .optional(),
    initial_option: option.optional(),
    placeholder,
    confirm,
    focus_on_load: focus,
  })
  .refine((one) => (one.options === undefined) !== (one.option_groups === undefined), {
    message: 'either options or option_groups',
  });
const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  action_id: actionId,
  initial_user: z.string().optional(),
  placeholder,
  confirm,
  focus_on_load: focus,
});
const radioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  action_id: actionId,
  options: choices,
  initial_option: markedOption.optional(),
  confirm,
  focus_on_load: focus,
});
const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  action_id: actionId,
  options: choices,
  initial_options: choices.optional(),
  confirm,
  focus_on_load: focus,
});
const dateTimePicker = z.strictObject({
  type: z.literal('datetimepicker'),
  action_id: actionId,
  initial_date_time: z.number().int().min(1e9).max(9_999_999_999).optional(),
  confirm,
  focus_on_load: focus,
});
const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: actionId,
  options: z
    .array(option.extend({ url: z.string().max(LIMITS.url).optional() }))
    .min(1)
    .max(LIMITS.options.overflow),
  confirm,
});
const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    action_id: actionId,
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(LIMITS.input.text).optional(),
    max_length: z.number().int().min(1).max(LIMITS.input.text).optional(),
    initial_value: z.string().max(LIMITS.input.text).optional(),
    placeholder,
    dispatch_action_config: z.looseObject({}).optional(),
    focus_on_load: focus,
  })
  .refine((one) => (one.min_length ?? 0) <= (one.max_length ?? LIMITS.input.text), {
    message: 'min_length is more than max_length',
  });
const fileInput = z.strictObject({
  type: z.literal('file_input'),
  action_id: actionId,
  filetypes: z.array(z.string()).min(1).optional(),
  max_files: z.number().int().min(1).max(LIMITS.input.files).optional(),
});
/** A picture by address, or a file of Slack's. */
export const picture = {
  image_url: z.string().max(LIMITS.url).optional(),
  slack_file: z
    .union([z.strictObject({ id: text(LIMITS.id) }), z.strictObject({ url: text(LIMITS.url) })])
    .optional(),
  alt_text: text(LIMITS.altText),
};
/** Either the address or the file, not both. */
export const hasOnePicture = (one: { image_url?: unknown; slack_file?: unknown }) =>
  (one.image_url === undefined) !== (one.slack_file === undefined);
export const onePicture = { message: 'either image_url or slack_file' };
export const imageElement = z
  .strictObject({ type: z.literal('image'), ...picture })
  .refine(hasOnePicture, onePicture);

const chosen = [staticSelect, usersSelect, radioButtons, checkboxes, dateTimePicker] as const;

/** What an `actions` block may hold. */
export const actionElement = z.discriminatedUnion('type', [button, overflow, ...chosen]);
/** What may stand beside a section. */
export const accessory = z.discriminatedUnion('type', [button, overflow, imageElement, ...chosen]);
/** What an `input` block may hold. */
export const inputElement = z.discriminatedUnion('type', [plainTextInput, fileInput, ...chosen]);
