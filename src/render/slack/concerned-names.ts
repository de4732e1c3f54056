import type { Concerned } from '../../model/diagnosis.ts';
import { countedConcerned } from '../concerned.ts';
import { cut } from '../cut.ts';
import { inlineCode } from './mrkdwn.ts';

/** Whom one cause touches, counted, with the newest by name: `40 clients: 10.0.0.1, 10.0.0.2 and 38 more`. */
export function concernedNames(concerned: Concerned, most: number): string {
  const names = concerned.names.slice(0, most).map((name) => inlineCode(cut(name, 60)));
  const more = concerned.count - names.length;
  return `${countedConcerned(concerned)}: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
