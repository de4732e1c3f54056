import * as z from 'zod';
import { matchesGlob } from '../../incidents/match-config.ts';

/** What CreateLogGroup takes for a name: 1 to 512 letters, digits and these. */
const NAME = /^[\w.\-/#]{1,512}$/;

/** What is wrong with the name of a log group, or with a pattern: a name that ends with `*`. Undefined: nothing. */
function faultOf(name: string): string | undefined {
  if (name.startsWith('arn:')) {
    const bare = name.split(':log-group:')[1]?.replace(/:\*$/, '');
    return bare ? `is an ARN. Write the name alone: ${bare}` : 'is an ARN, and not one of a log group.';
  }
  if (name === '*' || name === '/*') return 'takes in every log group. Write how the names begin.';
  const stem = name.endsWith('*') ? name.slice(0, -1) : name;
  if (stem.includes('*'))
    return `has * in the middle. Write how the names begin, and * at the end: ${stem.slice(0, stem.indexOf('*'))}*`;
  if (!NAME.test(stem))
    return 'is not a name of a log group: 1 to 512 letters, digits, and any of . - _ / #. List them with aws logs describe-log-groups.';
  return undefined;
}

const logGroup = z
  .string({ error: 'is not text. Write the name of a log group.' })
  .superRefine((name, { addIssue }) => {
    const fault = faultOf(name);
    if (fault) addIssue(`"${name}" ${fault}`);
  });

/** Names and patterns of log groups, each once; a name that a pattern takes in already is one too many. */
export const logGroupList = z
  .array(logGroup, { error: 'is not a list. Write each log group on a line of its own, after "- ".' })
  .superRefine((names, { addIssue }) => {
    for (const [i, name] of names.entries()) {
      if (names.indexOf(name) < i) {
        addIssue({ code: 'custom', path: [i], message: `"${name}" stands here twice. Remove one.` });
        continue;
      }
      const wider = names.find((other) => other !== name && other.endsWith('*') && matchesGlob(other, name));
      if (wider)
        addIssue({ code: 'custom', path: [i], message: `"${name}" is taken in by "${wider}". Remove one.` });
    }
  });
