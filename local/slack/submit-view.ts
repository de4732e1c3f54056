import { blockElements } from './block-elements.ts';
import { payloadParts } from './send-event.ts';
import { shownFile, shownView } from './shown.ts';
import type { StandInParts } from './stand-in-parts.ts';
import type { StoredView } from './stored-records.ts';
import { type GivenValues, missingInputs, stateValues } from './view-state.ts';
import { closeViews, type Placed, pushView, stackOf, updateView } from './views.ts';
import type { Person } from './workspace.ts';

/** What a person sees after a submission: nothing more, errors under inputs by block id, or one error for the whole view. */
export interface Submitted {
  errors?: Readonly<Record<string, string>>;
  error?: string;
}

/** What Slack shows when the app does not answer, or its answer can't be shown. */
const TROUBLE = 'We had some trouble connecting. Try again?';

interface Submission {
  person: Person;
  viewId: string;
  values: GivenValues;
}

/** Submits the topmost modal of a person to the app, applies the answer, and keeps the errors with the view. */
export async function submitView(
  parts: StandInParts,
  submission: Submission,
  origin: string,
): Promise<Submitted> {
  const said = await submit(parts, submission, origin);
  const view = parts.state.views.get(submission.viewId);
  if (view) {
    const { errors: _, error: __, ...rest } = view;
    parts.state.views.put(view.id, { ...rest, ...said });
  }
  return said;
}

async function submit(
  parts: StandInParts,
  { person, viewId, values: given }: Submission,
  origin: string,
): Promise<Submitted> {
  const view = stackOf(parts.state, person.id).at(-1);
  if (view?.id !== viewId) return { error: 'This view is no longer open.' };
  const values = stateValues(view.given.blocks, given, (id) => {
    const file = parts.files.find(id);
    return file && shownFile(file, origin);
  });
  const errors = missingInputs(view.given.blocks, values);
  if (Object.keys(errors).length > 0) return { errors };
  const delivered = await parts.delivery.payload({
    type: 'view_submission',
    ...payloadParts(person, parts.triggers.issue(person.id)),
    view: shownView(view, values),
    response_urls: [],
  });
  if (!delivered.ok) return { error: TROUBLE };
  return obey(parts, view, delivered.answer.body);
}

/** Closes the topmost modal, or all, and notifies the app when the view asks for that. */
export function dismissView(parts: StandInParts, person: Person, isAll: boolean): void {
  const open = stackOf(parts.state, person.id);
  const clears = isAll || open.at(-1)?.given['clear_on_close'] === true;
  for (const view of closeViews(parts.state, person.id, clears ? 0 : open.length - 1)) {
    if (view.given['notify_on_close'] !== true) continue;
    // Not awaited: the app's answer is not used.
    void parts.delivery.payload({
      type: 'view_closed',
      ...payloadParts(person, parts.triggers.issue(person.id)),
      view: shownView(view),
      is_cleared: clears,
    });
  }
}

function obey(parts: StandInParts, view: StoredView, body: string): Submitted {
  const { state } = parts;
  const answer = parse(body);
  if (!answer) return { error: TROUBLE };
  const action = answer['response_action'];
  if (action === 'errors') return faultsOf(view, answer['errors']);
  if (action === 'update') return shownOr(updateView(state, state.views.get(view.id), answer['view']));
  if (action === 'push') return shownOr(pushView(state, view.user, answer['view']));
  const open = stackOf(state, view.user);
  // The app may have opened another view meanwhile; that one stays.
  if (action === 'clear') closeViews(state, view.user);
  else if (open.at(-1)?.id === view.id) closeViews(state, view.user, open.length - 1);
  return {};
}

/** Slack accepts errors only for inputs of the view. */
function faultsOf(view: StoredView, errors: unknown): Submitted {
  const inputs = blockElements(view.given.blocks).filter(({ block }) => block['type'] === 'input');
  const given = (errors ?? {}) as Record<string, string>;
  const strange = Object.keys(given).filter((id) => !inputs.some(({ blockId }) => blockId === id));
  if (strange.length > 0 || Object.keys(given).length === 0)
    return {
      error: `${TROUBLE} (The app returned errors for unknown inputs: ${strange.join(', ') || 'none'}.)`,
    };
  return { errors: given };
}

function shownOr(placed: Placed): Submitted {
  if ('view' in placed) return {};
  return {
    error: `${TROUBLE} (Slack refuses the view: ${[placed.error, ...(placed.messages ?? [])].join('; ')})`,
  };
}

function parse(body: string): Record<string, unknown> | undefined {
  if (body.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
