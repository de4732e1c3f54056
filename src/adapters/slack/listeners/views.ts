import { randomUUID } from 'node:crypto';
import type { App, ViewOutput } from '@slack/bolt';
import type { InteractionContext } from '../../../interactions/interaction-context.ts';
import { FORM_IDS } from '../../../interactions/submit-form.ts';
import { foreignness } from './foreignness.ts';
import { runInTime } from './run-in-time.ts';

type Entered = ViewOutput['state']['values'][string][string];

/** Forms that were submitted: closed when all went well or when it takes long, else shown again with what is wrong. */
export function listenToViews(app: App, context: InteractionContext): void {
  for (const form of FORM_IDS)
    app.view(form, async ({ ack, body, view, context: request }) => {
      const userId = body.user.id;
      const requestId = `${view.id || randomUUID()}-${view.hash ?? ''}`;
      const entries = Object.values(view.state.values).flatMap((fields) => Object.entries(fields));
      const { errors } = await runInTime(
        context,
        request,
        { userId, channel: userId, requestId, ...foreignness(body.user.team_id, body.team?.id) },
        {
          kind: 'form',
          form,
          metadata: view.private_metadata,
          values: Object.fromEntries(entries.map(([name, entered]) => [name, valueOf(entered)])),
          fileIds: entries.flatMap(([, entered]) => filesOf(entered)),
        },
      );
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
