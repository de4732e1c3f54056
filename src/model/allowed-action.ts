/** Something that Halfopen may run when an approver says so. The configuration lists all there is. */
export interface AllowedAction {
  /** What a step of a runbook names. */
  name: string;
  /** What people read on the button. */
  label: string;
  /** The SSM Automation document to start, or the Lambda function to invoke: one of both. */
  document?: string;
  function?: string;
  /** ARN of the role that the document runs as. */
  role?: string;
  /** Texts, in which `{fact}` is a fact of the diagnosis. */
  parameters: Readonly<Record<string, string>>;
  /** Slack ids of users (U…) and user groups (S…). */
  approvers: readonly string[];
  /** It takes `DryRun`, and then changes nothing. */
  dryRun: boolean;
  /** Name of the action that takes it back. */
  undo?: string;
}

/** One run of an action, approved by a person. */
export interface ActionRun {
  incidentId: string;
  action: string;
  /** With their values, as the approver saw them. */
  parameters: Readonly<Record<string, string>>;
  isDryRun: boolean;
  reason: string;
}

/** What came of an action, and what it printed. `not started`: it was refused; `unknown`: it may have begun. */
export interface ActionOutcome {
  state: 'succeeded' | 'failed' | 'not started' | 'still running' | 'unknown';
  said: string;
}
