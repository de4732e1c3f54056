import type { Incident } from '../../model/incident.ts';
import type { View } from '../../model/view.ts';
import { cut } from '../../render/cut.ts';
import { bare } from '../../render/slack/mrkdwn.ts';
import type { Actor, InteractionContext } from '../interaction-context.ts';

/** What a form held when it was sent. */
export interface Submitted {
  /** What the form was opened with: the id of an incident, or a place to answer to. */
  metadata: string;
  /** By the name of each field. */
  values: Readonly<Record<string, string>>;
  /** Ids of uploaded files. */
  fileIds: readonly string[];
}

/** Errors to show in the form, by field; undefined when the form may close. */
export type FormErrors = Readonly<Record<string, string>> | undefined;

/** All there is to one form. */
export interface Form {
  /** Its callback id. */
  id: string;
  submit(context: InteractionContext, actor: Actor, submitted: Submitted): Promise<FormErrors>;
}

/** A form about one incident, opened by the button of the same id. */
export interface IncidentForm extends Form {
  /** Also opens for a resolved incident. */
  takesResolved?: boolean;
  view(context: InteractionContext, incident: Incident): Promise<View> | View;
}

/** A reply as an error of a field, which shows plain text: names are shown as ids. */
export function inPlainText(mrkdwn: string): string {
  return cut(bare(mrkdwn.replaceAll(/<[!@](?:subteam\^)?([A-Z0-9]+)>/g, '$1')), 300);
}
