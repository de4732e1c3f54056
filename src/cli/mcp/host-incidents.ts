import { HalfopenError } from '../../errors.ts';
import { isoSeconds } from '../../model/iso-time.ts';
import { redact } from '../../redact/redact.ts';
import { printable } from '../../render/clean.ts';
import { counted } from '../../render/in-words.ts';
import { findDeployment } from '../doctor/find-deployment.ts';
import { openIncidents, openStoreOf } from '../open-incidents.ts';

/**
 * What is open at the host of this machine, a line each. Asks no deployment elsewhere, whatever the environment names, so that nothing
 * leaves the machine. Throws `host-missing`.
 */
export async function hostIncidents(env: NodeJS.ProcessEnv): Promise<string> {
  const { HALFOPEN_TABLE: _, ...here } = env;
  const deployment = await findDeployment(here);
  if (deployment.kind !== 'host')
    throw new HalfopenError({
      code: 'host-missing',
      message: 'no host of Halfopen runs on this machine.',
      hint: 'Start it with npm start; HALFOPEN_DATA_DIR names its data directory.',
    });
  const open = await openIncidents(openStoreOf(deployment));
  if (open.length === 0) return 'No incident is open.\n';
  return open
    .map(({ id, severity, system, title, firstSeenMs, lastSeenMs, count }) => {
      const when = `since ${isoSeconds(firstSeenMs)}, last seen ${isoSeconds(lastSeenMs)}`;
      return `${id} ${severity} ${safe(system)}: ${safe(title)} (${when}, ${counted(count, 'time')})\n`;
    })
    .join('');
}

function safe(text: string): string {
  return printable(redact(text)).replaceAll('\n', ' ');
}
