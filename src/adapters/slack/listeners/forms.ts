import { randomUUID } from 'node:crypto';
import type { App, ViewOutput } from '@slack/bolt';
import type { InteractionContext } from '../../../interactions/interaction-context.ts';
import { submitForm } from '../../../interactions/submit-form.ts';

type Entered = ViewOutput['state']['values'][string][string];

/** Forms that were sent: closed when all went well, else shown again with what is wrong. */
export function listenToForms(app: App, context: InteractionContext): void {
  app.view({ type: 'view_submission', callback_id: /.*/ }, async ({ ack, body, view }) => {
    const userId = body.user.id;
    const actor = { userId, channel: userId, requestId: `${view.id || randomUUID()}-${view.hash ?? ''}` };
    const entries = Object.values(view.state.values).flatMap((fields) => Object.entries(fields));
    const errors = await submitForm(context, actor, {
      form: view.callback_id,
      metadata: view.private_metadata,
      values: Object.fromEntries(entries.map(([name, entered]) => [name, valueOf(entered)])),
      fileIds: entries.flatMap(([, entered]) => filesOf(entered)),
    });
    await (errors ? ack({ response_action: 'errors', errors: { ...errors } }) : ack());
  });
}

function valueOf(entered: Entered): string {
  return entered.value ?? entered.selected_option?.value ?? entered.selected_user ?? '';
}

function filesOf(entered: Entered): string[] {
  const { files = [] } = entered as { files?: readonly { id?: string }[] };
  return files.flatMap(({ id }) => id ?? []);
}
