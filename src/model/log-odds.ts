const MOST_CONFIDENCE = 0.99;

/** Moves a probability by log-odds: 1 takes 0.5 to 0.73, -1 to 0.27. No evidence makes us surer than 0.99. */
export function shift(confidence: number, by: number): number {
  const odds = Math.log(confidence / (1 - confidence)) + by;
  return Math.min(MOST_CONFIDENCE, 1 / (1 + Math.exp(-odds)));
}
