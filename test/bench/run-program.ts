import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The processor time that one whole process took (its own time where the system won't say), and how much memory it had resident at its peak. */
export interface Run {
  ms: number;
  peakMib: number | undefined;
}

const GIVE_UP_MS = 180_000;
const LOOK_EACH_MS = 10;

/** Peak resident memory so far, as Linux keeps it (`VmHWM` of proc_pid_status(5)). */
function peakMib(pid: number): number | undefined {
  try {
    const kib = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? undefined : Number(kib) / 1024;
  } catch {
    return undefined;
  }
}

/** Linux counts processor time for programs in hundredths of a second (USER_HZ, time(7)). */
const TICK_MS = 10;

/** Processor time so far of all ended children, user and system: `cutime` and `cstime` of proc_pid_stat(5). */
function childrenMs(): number | undefined {
  return ticksMs('self', 13, 14);
}

/** Processor time so far of a process that runs, user and system: `utime` and `stime`. */
export function processorMs(pid: number): number | undefined {
  return ticksMs(String(pid), 11, 12);
}

function ticksMs(process: string, user: number, system: number): number | undefined {
  try {
    const behindName = readFileSync(`/proc/${process}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(behindName[user]) + Number(behindName[system])) * TICK_MS;
  } catch {
    return undefined;
  }
}

async function runOnce(command: string, args: readonly string[]): Promise<Run | undefined> {
  const begun = performance.now();
  const before = childrenMs();
  // Into a pipe that is read: ripgrep stops at the first match when nobody looks at what it prints.
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  child.stdout.resume();
  let peak: number | undefined;
  const look = setInterval(() => {
    peak = peakMib(child.pid ?? 0) ?? peak;
  }, LOOK_EACH_MS);
  const giveUp = setTimeout(() => child.kill('SIGKILL'), GIVE_UP_MS);
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
  clearInterval(look);
  clearTimeout(giveUp);
  if (code === null || code > 1) return undefined;
  const after = childrenMs();
  const ms = before === undefined || after === undefined ? performance.now() - begun : after - before;
  return { ms: Math.max(ms, TICK_MS), peakMib: peak };
}

/** The quickest of `times` runs of a program, its output thrown away; undefined when one did not end within three minutes. */
export async function runProgram(
  command: string,
  args: readonly string[],
  times: number,
): Promise<Run | undefined> {
  let best: Run | undefined;
  for (let k = 0; k < times; k += 1) {
    const run = await runOnce(command, args);
    if (run === undefined) return undefined;
    if (best === undefined || run.ms < best.ms) best = run;
  }
  return best;
}
