import * as z from 'zod';

/** What the page posts, checked. */
const id = z.string().min(1).max(300);
const value = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);
const values = z.record(z.string(), z.record(z.string(), value));
const surface = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), channel: id, ts: id }),
  z.object({ kind: z.literal('ephemeral'), id }),
  z.object({ kind: z.literal('view'), id }),
]);
const as = { as: id };

export const typedRequest = z.object({
  ...as,
  channel: id,
  threadTs: id.optional(),
  text: z.string().max(200_000),
  files: z.array(id).max(10).default([]),
});
export const usedRequest = z.object({
  ...as,
  surface,
  blockId: id,
  actionId: id,
  value: value.default(null),
  values: values.default({}),
});
export const submitRequest = z.object({ ...as, view: id, values: values.default({}) });
export const closeRequest = z.object({ ...as, all: z.boolean().default(false) });
export const shortcutRequest = z.object({ ...as, channel: id, ts: id, callbackId: id });
export const homeRequest = z.object(as);
export const dismissRequest = z.object({ ...as, id });
