import * as z from 'zod';
import type { LocalAnswer, LocalRequest } from '../aws/local-request.ts';
import { originOf } from '../aws/request-origin.ts';
import { directId } from './channels.ts';
import { jsonAnswer } from './json-answer.ts';
import { postTyped } from './post-typed.ts';
import { sendAction, sendShortcut } from './send-action.ts';
import { sendEvent } from './send-event.ts';
import { shownView } from './shown.ts';
import type { StandInParts } from './stand-in-parts.ts';
import { dismissView, submitView } from './submit-view.ts';
import { homeOf } from './views.ts';
import { type Person, personOf } from './workspace.ts';

type Route = (parts: StandInParts, request: LocalRequest) => Promise<LocalAnswer>;

// What the page posts, checked.
const id = z.string().min(1).max(300);

const value = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);

const values = z.record(z.string(), z.record(z.string(), value));

const surface = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), channel: id, ts: id }),
  z.object({ kind: z.literal('ephemeral'), id }),
  z.object({ kind: z.literal('view'), id }),
]);

const as = { as: id };

const typedRequest = z.object({
  ...as,
  channel: id,
  threadTs: id.optional(),
  text: z.string().max(200_000),
  files: z.array(id).max(10).default([]),
});

const usedRequest = z.object({
  ...as,
  surface,
  blockId: id,
  actionId: id,
  value: value.default(null),
  values: values.default({}),
});

const submitRequest = z.object({ ...as, view: id, values: values.default({}) });

const closeRequest = z.object({ ...as, all: z.boolean().default(false) });

const shortcutRequest = z.object({ ...as, channel: id, ts: id, callbackId: id });

const homeRequest = z.object(as);

const sampleRequest = z.object({ ...as, name: id });

const dismissRequest = z.object({ ...as, id });

/** What the page may ask for, all as JSON by POST from its own origin. */
const ROUTES: ReadonlyMap<string, Route> = new Map(
  Object.entries({
    '/stand-in/post': route(typedRequest, async (parts, person, given, origin) => {
      const channel = parts.channels.keyOf(given.channel);
      if (channel === undefined) return { ok: false, error: 'channel_not_found' };
      const { text, files, threadTs } = given;
      await postTyped(parts, { person, channel, text, files, ...(threadTs ? { threadTs } : {}) }, origin);
      return { ok: true };
    }),
    '/stand-in/act': route(usedRequest, async (parts, person, given, origin) =>
      unless(await sendAction(parts, { ...given, person }, origin)),
    ),
    '/stand-in/submit': route(submitRequest, async (parts, person, given, origin) => ({
      ok: true,
      ...(await submitView(parts, { person, viewId: given.view, values: given.values }, origin)),
    })),
    '/stand-in/close': route(closeRequest, async (parts, person, { all }) => {
      dismissView(parts, person, all);
      return { ok: true };
    }),
    '/stand-in/shortcut': route(shortcutRequest, async (parts, person, given, origin) =>
      unless(await sendShortcut(parts, { ...given, person }, origin)),
    ),
    '/stand-in/home': route(homeRequest, async (parts, person) => {
      openHome(parts, person);
      return { ok: true };
    }),
    '/stand-in/sample': route(sampleRequest, async ({ samples }, _, { name }) => {
      if (!samples.names.includes(name)) return { ok: false, error: 'sample_not_found' };
      await samples.load(name);
      return { ok: true };
    }),
    '/stand-in/dismiss': route(dismissRequest, async ({ state }, person, given) => {
      if (state.ephemerals.get(given.id)?.user === person.id) state.ephemerals.drop(given.id);
      return { ok: true };
    }),
  }),
);

/** Answers what the page posts; undefined for other paths. */
export async function answerPageRoute(
  parts: StandInParts,
  request: LocalRequest,
): Promise<LocalAnswer | undefined> {
  if (request.method !== 'POST') return undefined;
  if (request.path === '/stand-in/upload') return takeFile(parts, request);
  return ROUTES.get(request.path)?.(parts, request);
}

function route<T extends z.ZodType<{ as: string }>>(
  schema: T,
  run: (parts: StandInParts, person: Person, given: z.infer<T>, origin: string) => Promise<object>,
): Route {
  return async (parts, request) => {
    const given = schema.safeParse(parse(request.body.toString('utf8')));
    if (!given.success) return jsonAnswer(400, { ok: false, error: 'invalid_request' });
    const person = personOf(given.data.as);
    if (!person) return jsonAnswer(400, { ok: false, error: 'user_not_found' });
    return jsonAnswer(200, await run(parts, person, given.data, originOf(request)));
  };
}

/** A file that a person attaches: its bytes are the body, its name is in the query. */
function takeFile({ files }: StandInParts, { query, body }: LocalRequest): LocalAnswer {
  const person = personOf(query.get('as') ?? '');
  const name = query.get('name') ?? '';
  if (!person || name === '') return jsonAnswer(400, { ok: false, error: 'invalid_request' });
  const file = files.write(files.create({ name, user: person.id }), body);
  return jsonAnswer(200, { ok: true, file: { id: file.id, name, size: file.size, mimetype: file.mimetype } });
}

function openHome(parts: StandInParts, person: Person): void {
  const home = homeOf(parts.state, person.id);
  sendEvent(parts, {
    type: 'app_home_opened',
    user: person.id,
    channel: directId(person.id),
    tab: 'home',
    event_ts: parts.state.nextTs(),
    ...(home ? { view: shownView(home) } : {}),
  });
}

function unless(error: string | undefined): object {
  return error === undefined ? { ok: true } : { ok: false, error };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
