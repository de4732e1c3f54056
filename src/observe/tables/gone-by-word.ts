import { isDatedLine } from '../log-start.ts';
import type { Gone } from './gone-by-network.ts';
import { typedAt } from './preamble.ts';

const HINT =
  /terminat|reclaim|delet|destroy|decommission|removed|evict|scaled|power|shut|preempt|wiped|reimag|reinstall|crash|panic|\bdied|\bdead|\bgone|unplug|dealloc|reboot|retired|replaced|exist|no longer|never came back|bluescreen|went down/i;
const STATE =
  'terminated|reclaimed|deleted|destroyed|decommissioned|removed|evicted|scaled (?:in|down|away)|powered? ?(?:off|down)|power[- ]?cycled|shut ?(?:off|down)|preempted|wiped|reimaged|reinstalled|crashed|dead|gone|unplugged|deallocated|reset|rebooted|retired|replaced';
const GONE = new RegExp(
  String.raw`\b(?:was|were|got|been|is|are|has|had|it's|its)\s+(?:\w+\s+){0,2}?(?:${STATE})\b|\b(?:crashed|panicked|kernel panic|died|lost (?:its )?power|power (?:failure|cut|outage)|went down|never came back|bluescreened)\b|\b(?:does ?n[o']t|doesnt|did ?n[o']t|not) exist\b|\bno longer (?:exists?|there|running|up)\b`,
  'i',
);
/** Plans, doubts and denials; and what happened to a connection rather than to a machine. */
const UNSURE =
  /\b(?:will|would|tomorrow|planned?|going to|if|unless|should|could|might|maybe|wasn'?t|was not|were not|is not (?:gone|dead|down)|never (?:crashed|rebooted|went)|not (?:crashed|rebooted|dead|gone))\b/i;
const OF_CONNECTION =
  /\b(?:connections?|sessions?|sockets?|quer(?:y|ies)|transactions?|process|jobs?|channels?|consumers?|messages?|rows?|queues?|files?|tables?|keys?|link|request|backend|publisher|thread|lock|timer)\s(?:\S{1,40}\s){0,5}?(?:was|were|got|been|is|are|has|had|does|did|crashed|died|no longer)\b/i;
const ADDRESS = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
const NAME =
  /(?<![\w.-])[a-z][a-z0-9]*(?:-[a-z0-9]+)*\d[\w-]*(?![\w.])|(?<![\w.-])[a-z]{2,}(?:-[a-z0-9]+){1,6}(?![\w.])/g;
/** A remark behind a prompt; a line that begins with # is one, or typed by root. */
const REMARK = /^(?:#|--|\/\/)/;
const LONGEST = 400;
const LEAST_WORDS = 4;
const MOST_NAMES = 6;

/** What a person writes of a machine that is gone, crashed or was started again: `that VM (10.0.0.9) was reclaimed last night`. */
export function goneByWord(text: string): Gone | undefined {
  if (text.length > LONGEST || !HINT.test(text) || isDatedLine(text)) return undefined;
  const typed = typedAt(text);
  const isRemark = typed === undefined || REMARK.test(typed) || /^\s*#/.test(text);
  const words = isRemark ? text : '';
  const told = words.trim();
  if (told.split(/\s+/).length < LEAST_WORDS || !GONE.test(told) || UNSURE.test(told)) return undefined;
  if (OF_CONNECTION.test(told) || /^[|{["]/.test(told)) return undefined;
  const of = [...told.matchAll(ADDRESS), ...told.matchAll(NAME)].map(([one]) => one).slice(0, MOST_NAMES);
  return of.length === 0 ? undefined : { of, says: told, isSure: true };
}
