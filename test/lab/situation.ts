/** What of a recording is given to Halfopen at once. */
export const EVIDENCE = [
  'client',
  'broker',
  'both',
  'logs',
  'tables',
  'netstat',
  'lsof',
  'list',
  'capture',
  'pcap',
] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** Why a cell of the table does not expect the situation's cause. */
export type Exception =
  /** From this evidence another cause is right, such as what the other end would see of it. */
  | { seenAs: string }
  /** This evidence does not tell the cause: what would, and the symptoms that may be named instead. */
  | { wouldTell: string; symptoms?: readonly string[] }
  /** It does tell, and Halfopen says this instead (or nothing), or says half-open among others: to be mended. */
  | { knownMiss: string };

/** Something that happens to connections, recorded by the script of its name in test/record. */
export interface Situation {
  name: string;
  happens: string;
  /** The runbook that is right, or nothing where all is well. */
  cause: string | undefined;
  /** Others that are as right: the state that it leads to, or what led to that state. */
  orAlso?: readonly string[];
  /** Files of the client's end and of the broker's, in the folder of the recording, separated by spaces. */
  client?: string;
  broker?: string;
  /** Files of what stands between them, which are nobody's end. */
  between?: string;
  /** Where the recording is kept; by default among those of incidents. */
  kept?: 'fixtures/recorded' | 'quiet';
  /** The folder, where it is not called as the script. */
  folder?: string;
  /**
   * By evidence; `sockets` stands for tables, netstat, lsof and list as far as they have none of their own, and `capture` for a file of
   * the same packets.
   */
  exceptions?: { [of in Evidence | 'sockets']?: Exception | undefined };
}

/** A file, and whose it is. */
export interface Given {
  role: 'client' | 'broker' | undefined;
  file: string;
}

function filesOf({ client = '', broker = '', between = '' }: Situation): Given[] {
  const end = (role: Given['role'], files: string) =>
    files
      .split(' ')
      .filter(Boolean)
      .map((file) => ({ role, file }));
  return [...end('client', client), ...end('broker', broker), ...end(undefined, between)];
}

const isLog = ({ file }: Given) => file.endsWith('.log');
const isCapture = ({ file }: Given) => file.includes('tcpdump');
const isFile = ({ file }: Given) => file.endsWith('.pcap');
const isNetstat = ({ file }: Given) => file.includes('netstat');
const isLsof = ({ file }: Given) => file.includes('lsof');
const isList = ({ file }: Given) => /list|activity|connections/.test(file);
const isSockets = ({ file }: Given) => /\bss\b/.test(file);
const isOtherForm = (given: Given) => isNetstat(given) || isLsof(given) || isFile(given);

const isTable = (given: Given) => !isLog(given) && !isCapture(given) && !isOtherForm(given);

// Netstat and lsof show the same sockets as ss, and a file the packets that tcpdump printed, so that each is given alone.
const PICKS: Record<Evidence, (given: Given) => boolean> = {
  client: (given) => given.role === 'client' && !isOtherForm(given),
  broker: (given) => given.role === 'broker' && !isOtherForm(given),
  both: (given) => !isOtherForm(given),
  logs: isLog,
  tables: isTable,
  netstat: isNetstat,
  lsof: isLsof,
  list: (given) => (given.role === 'client' ? isSockets(given) : given.role === 'broker' && isList(given)),
  capture: isCapture,
  pcap: isFile,
};

/** The files that make this evidence; none where the recording has no such evidence. */
export function evidenceOf(situation: Situation, evidence: Evidence): Given[] {
  const files = filesOf(situation);
  const picked = [...files, ...files.filter(isCapture).map(captureFile)].filter(PICKS[evidence]);
  // The broker's own list is worth a cell only beside the sockets of its client.
  return evidence === 'list' && new Set(picked.map(({ role }) => role)).size < 2 ? [] : picked;
}

/** The packets with what they carry, beside what tcpdump printed of them. */
function captureFile({ role, file }: Given): Given {
  return { role, file: file.replace('-tcpdump.txt', '.pcap') };
}

const OF_SOCKETS: readonly Evidence[] = ['tables', 'netstat', 'lsof', 'list'];

/** What is not to be expected of this evidence, if anything. */
export function exceptionOf({ exceptions = {} }: Situation, evidence: Evidence): Exception | undefined {
  if (evidence === 'pcap') return 'pcap' in exceptions ? exceptions.pcap : exceptions.capture;
  return exceptions[evidence] ?? (OF_SOCKETS.includes(evidence) ? exceptions.sockets : undefined);
}
