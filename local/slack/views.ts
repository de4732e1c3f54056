import { randomBytes } from 'node:crypto';
import { withBlockIds } from './block-elements.ts';
import { missingPictures } from './message-content.ts';
import { checkView } from './slack-limits.ts';
import type { StandInState } from './state.ts';
import type { StoredView } from './stored-records.ts';

/** Views on top of each other (docs.slack.dev, "Modals"). */
const MOST_STACKED = 3;

/** Either the view as it stands now, or Slack's word for why not; `messages` name what is wrong with what was given. */
export type Placed = { view: StoredView } | { error: string; messages?: string[] };

/** The open modals of a person, topmost last. */
export function stackOf(state: StandInState, user: string): StoredView[] {
  return (state.stacks.get(user) ?? []).flatMap((id) => state.views.get(id) ?? []);
}

/** Opens a modal; those that were open are gone. */
export function openView(state: StandInState, user: string, given: unknown): Placed {
  return place(state, given, 'modal', (content) => {
    closeViews(state, user);
    return stack(state, user, content, []);
  });
}

/** Puts a modal on top of those that are open. */
export function pushView(state: StandInState, user: string, given: unknown): Placed {
  const under = stackOf(state, user);
  if (under.length === 0) return { error: 'not_found' };
  if (under.length >= MOST_STACKED) return { error: 'push_limit_reached' };
  return place(state, given, 'modal', (content) => stack(state, user, content, under));
}

/** Changes a view that stands. `hash` refuses when it has changed since. */
export function updateView(
  state: StandInState,
  view: StoredView | undefined,
  given: unknown,
  hash?: unknown,
): Placed {
  if (!view) return { error: 'not_found' };
  if (hash !== undefined && hash !== null && hash !== view.hash) return { error: 'hash_conflict' };
  return place(state, given, view.type, (content) => keep(state, { ...view, given: content }), view.id);
}

/** Shows a Home to a person. */
export function publishHome(state: StandInState, user: string, given: unknown, hash?: unknown): Placed {
  const known = homeOf(state, user);
  if (known) return updateView(state, known, given, hash);
  const id = newId();
  return place(state, given, 'home', (content) =>
    keep(state, { id, user, type: 'home', hash: '', rootViewId: id, given: content }),
  );
}

/** A person's Home. */
export function homeOf(state: StandInState, user: string): StoredView | undefined {
  return state.views.all().find((one) => one.type === 'home' && one.user === user);
}

/** The view that an app means, by our id or by its own. */
export function findView(state: StandInState, id: unknown, externalId: unknown): StoredView | undefined {
  if (typeof id === 'string' && id !== '') return state.views.get(id);
  if (typeof externalId !== 'string' || externalId === '') return undefined;
  return state.views.all().find(({ given }) => given['external_id'] === externalId);
}

/** Closes the topmost modals of a person down to `left`, and gives what was closed, topmost first. */
export function closeViews(state: StandInState, user: string, left = 0): StoredView[] {
  const open = stackOf(state, user);
  const closed = open.slice(left).toReversed();
  if (closed.length === 0) return [];
  state.stacks.put(
    user,
    open.slice(0, left).map(({ id }) => id),
  );
  for (const { id } of closed) state.views.drop(id);
  return closed;
}

function place(
  state: StandInState,
  given: unknown,
  type: StoredView['type'],
  put: (content: StoredView['given']) => StoredView,
  self?: string,
): Placed {
  const messages = checkView(given);
  const content = given as StoredView['given'];
  if (messages.length === 0 && content['type'] !== type) messages.push(`type: not ${type}`);
  const find = (id: unknown) => (typeof id === 'string' ? state.files.get(id) : undefined);
  messages.push(...missingPictures(given, { find }, Infinity));
  if (messages.length > 0) return { error: 'invalid_arguments', messages };
  const holder = findView(state, undefined, content['external_id']);
  // An `external_id` is taken by one view at a time.
  if (holder !== undefined && holder.id !== self) return { error: 'duplicate_external_id' };
  return { view: put({ ...content, blocks: withBlockIds(content.blocks) }) };
}

function stack(
  state: StandInState,
  user: string,
  given: StoredView['given'],
  under: readonly StoredView[],
): StoredView {
  const id = newId();
  const [root, previous] = [under[0], under.at(-1)];
  const view = keep(state, {
    id,
    user,
    type: 'modal',
    hash: '',
    rootViewId: root?.id ?? id,
    ...(previous ? { previousViewId: previous.id } : {}),
    given,
  });
  state.stacks.put(user, [...under.map((one) => one.id), id]);
  return view;
}

function keep(state: StandInState, view: StoredView): StoredView {
  const hashed = { ...view, hash: `${state.nextTs()}.${randomBytes(4).toString('hex')}` };
  state.views.put(view.id, hashed);
  return hashed;
}

function newId(): string {
  return `V${randomBytes(6).toString('hex').toUpperCase()}`;
}
