import { actForm } from './forms/act.ts';
import { assignForm } from './forms/assign.ts';
import type { Form, FormErrors, Submitted } from './forms/form.ts';
import { noteForm } from './forms/note.ts';
import { pasteForm } from './forms/paste.ts';
import { refuteForm } from './forms/refute.ts';
import { silenceForm } from './forms/silence.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';

const FORMS: readonly Form[] = [silenceForm, assignForm, refuteForm, noteForm, actForm, pasteForm];

/** Callback ids of all forms. */
export const FORM_IDS: readonly string[] = FORMS.map(({ id }) => id);

/** A form that was sent. */
export interface SubmittedForm extends Submitted {
  /** Its callback id. */
  form: string;
}

/** Does what a form asks for. A form of an earlier version simply closes. */
export async function submitForm(
  context: InteractionContext,
  actor: Actor,
  { form, ...submitted }: SubmittedForm,
): Promise<FormErrors> {
  return FORMS.find(({ id }) => id === form)?.submit(context, actor, submitted);
}
