import { type BlockElement, blockElements } from './block-elements.ts';
import { linkUrl, makeLink } from './response-links.ts';
import { payloadParts } from './send-event.ts';
import { shownFile, shownMessage, shownView } from './shown.ts';
import type { StandInParts } from './stand-in-parts.ts';
import { elementValue, type Given, type GivenValues, optionsOf, stateValues } from './view-state.ts';
import type { Person } from './workspace.ts';

/** Where an element is: in a message, an ephemeral message, or a view. */
type Surface =
  | { kind: 'message'; channel: string; ts: string }
  | { kind: 'ephemeral'; id: string }
  | { kind: 'view'; id: string };

/** What a person did with an element, and the values of the other elements beside it. */
interface Used {
  person: Person;
  surface: Surface;
  blockId: string;
  actionId: string;
  value: Given;
  values: GivenValues;
}

interface Place {
  blocks: readonly Readonly<Record<string, unknown>>[];
  /** The parts of the payload that say where it was. */
  told: (values: object) => Record<string, unknown>;
}

/** Sends `block_actions` to the app; returns Slack's error code when it fails. */
export async function sendAction(
  parts: StandInParts,
  used: Used,
  origin: string,
): Promise<string | undefined> {
  const place = placeOf(parts, used, origin);
  const found = blockElements(place?.blocks ?? []).find(
    ({ blockId, element }) => blockId === used.blockId && element.action_id === used.actionId,
  );
  if (!place || !found) return 'element_not_found';
  const fileOf = (id: string) => fileFor(parts, id, origin);
  const values = stateValues(place.blocks, used.values, fileOf);
  const delivered = await parts.delivery.payload({
    type: 'block_actions',
    ...payloadParts(used.person, parts.triggers.issue(used.person.id)),
    ...place.told(values),
    state: { values },
    actions: [{ ...actionOf(found, used.value, fileOf), action_ts: parts.state.nextTs() }],
  });
  return delivered.ok ? undefined : delivered.error;
}

function fileFor({ files }: StandInParts, id: string, origin: string): object | undefined {
  const file = files.find(id);
  return file && shownFile(file, origin);
}

function actionOf(
  { blockId, element }: BlockElement,
  given: Given,
  fileOf: (id: string) => object | undefined,
) {
  const { type, action_id } = element;
  const common = { type, action_id, block_id: blockId };
  if (type === 'button') {
    const { text, value, style } = element as { text?: unknown; value?: unknown; style?: unknown };
    return { ...common, text, ...(value === undefined ? {} : { value }), ...(style ? { style } : {}) };
  }
  if (type === 'overflow')
    return { ...common, selected_option: optionsOf(element).find(({ value }) => value === given) };
  return { ...common, ...elementValue(element, given, fileOf) };
}

function placeOf(parts: StandInParts, used: Used, origin: string): Place | undefined {
  const { surface } = used;
  if (surface.kind === 'view') return viewPlace(parts, surface.id, used.person);
  return surface.kind === 'message'
    ? messagePlace(parts, surface, used.person, origin)
    : ephemeralPlace(parts, surface.id, used.person, origin);
}

function viewPlace({ state }: StandInParts, id: string, person: Person): Place | undefined {
  const view = state.views.get(id);
  if (!view || view.user !== person.id) return undefined;
  return {
    blocks: view.given.blocks,
    told: (values) => ({ container: { type: 'view', view_id: id }, view: shownView(view, values) }),
  };
}

function messagePlace(
  parts: StandInParts,
  { channel, ts }: { channel: string; ts: string },
  person: Person,
  origin: string,
): Place | undefined {
  const message = parts.state.find(channel, ts);
  if (!message) return undefined;
  const thread = message.threadTs ? { thread_ts: message.threadTs } : {};
  return {
    blocks: message.blocks,
    told: () => ({
      ...channelParts(parts, channel, person, { ts, isEphemeral: false }, thread, origin),
      message: shownMessage(message, parts.files, origin),
    }),
  };
}

function ephemeralPlace(parts: StandInParts, id: string, person: Person, origin: string): Place | undefined {
  const ephemeral = parts.state.ephemerals.get(id);
  if (!ephemeral || ephemeral.user !== person.id) return undefined;
  const thread = ephemeral.threadTs ? { thread_ts: ephemeral.threadTs } : {};
  return {
    blocks: ephemeral.blocks,
    told: () => channelParts(parts, ephemeral.channel, person, { ts: id, isEphemeral: true }, thread, origin),
  };
}

function channelParts(
  parts: StandInParts,
  channel: string,
  person: Person,
  source: { ts: string; isEphemeral: boolean },
  thread: { thread_ts?: string },
  origin: string,
): Record<string, unknown> {
  const id = parts.channels.idOf(channel);
  const container = {
    type: 'message',
    message_ts: source.ts,
    channel_id: id,
    is_ephemeral: source.isEphemeral,
    ...thread,
  };
  const link = makeLink(parts, { user: person.id, channel, source });
  return {
    container,
    channel: { id, name: parts.channels.nameOf(channel) },
    response_url: linkUrl(link, origin),
  };
}

/** Sends a message shortcut to the app; returns Slack's error code when it fails. */
export async function sendShortcut(
  parts: StandInParts,
  used: { person: Person; channel: string; ts: string; callbackId: string },
  origin: string,
): Promise<string | undefined> {
  const { person, channel, ts } = used;
  const message = parts.state.find(channel, ts);
  if (!message) return 'message_not_found';
  const link = makeLink(parts, { user: person.id, channel, source: { ts, isEphemeral: false } });
  const delivered = await parts.delivery.payload({
    type: 'message_action',
    callback_id: used.callbackId,
    ...payloadParts(person, parts.triggers.issue(person.id)),
    response_url: linkUrl(link, origin),
    channel: { id: parts.channels.idOf(channel), name: parts.channels.nameOf(channel) },
    message_ts: ts,
    action_ts: parts.state.nextTs(),
    message: shownMessage(message, parts.files, origin),
  });
  return delivered.ok ? undefined : delivered.error;
}
