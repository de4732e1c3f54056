/** What a person said of a diagnosis. One an incident and person, the latest. */
export interface Feedback {
  incidentId: string;
  runbook: string;
  userId: string;
  verdict: 'confirmed' | 'refuted';
  /** What it was instead: the id of a runbook, `none` when no runbook knows it, `no-incident` when nothing was wrong. */
  right?: string;
  note?: string;
  atMs: number;
}
