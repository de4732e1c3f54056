const MOST_CONFIDENCE = 0.99;

/** A probability as log-odds: 0.5 is 0, 0.73 is 1. */
export function logOdds(probability: number): number {
  return Math.log(probability / (1 - probability));
}

/** Moves a probability by log-odds: 1 takes 0.5 to 0.73, -1 to 0.27. No evidence makes us surer than 0.99. */
export function shift(confidence: number, by: number): number {
  return Math.min(MOST_CONFIDENCE, 1 / (1 + Math.exp(-(logOdds(confidence) + by))));
}
