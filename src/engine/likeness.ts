import { createReadsLike, type ReadsLike } from '../detect/reads-like.ts';
import { createTemplatePattern } from '../detect/template-pattern.ts';
import { longestPiece, parseTemplate } from '../model/message-template.ts';
import type { Wordings } from '../model/wordings.ts';

/** What records that no runbook speaks of are judged by: how people write of events, and the messages that tell of nothing wrong. */
export interface LikenessKnowledge {
  wordings: Wordings;
  /** Templates of catalogued messages whose event is healthy. */
  healthy: readonly string[];
}

/** Makes the judge. What `load` reads is needed only once a record is judged. */
export function createLikeness(load: () => LikenessKnowledge): ReadsLike {
  let judge: ReadsLike | undefined;
  return (text) => (judge ??= createJudge(load()))(text);
}

function createJudge({ wordings, healthy }: LikenessKnowledge): ReadsLike {
  const readsLike = createReadsLike(wordings);
  const known = healthy.map((source) => ({
    piece: longestPiece(parseTemplate(source)),
    matches: createTemplatePattern(source),
  }));
  const isHealthy = (text: string) =>
    known.some(({ piece, matches }) => text.includes(piece) && matches(text) !== undefined);
  return (text) => {
    const event = readsLike(text);
    return event !== undefined && isHealthy(text) ? undefined : event;
  };
}
