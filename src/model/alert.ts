/** An alert of another system that has begun to fire. Nothing in it is trusted. */
export interface Alert {
  /** Names this firing: the same one sent again has the same id. */
  id: string;
  name: string;
  /** `alertname` among them. */
  labels: Readonly<Record<string, string>>;
  /** What it says of itself; may be empty. */
  summary: string;
  startsAtMs: number;
}
