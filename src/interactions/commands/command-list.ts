import { acknowledge } from './acknowledge.ts';
import { audit } from './audit.ts';
import { backtest } from './backtest.ts';
import type { Command } from './define-command.ts';
import { explain } from './explain.ts';
import { helpCommand } from './help.ts';
import { incidents } from './incidents.ts';
import { logs } from './logs.ts';
import { maintenance } from './maintenance.ts';
import { note } from './note.ts';
import { onCall } from './on-call.ts';
import { paste } from './paste.ts';
import { reopen } from './reopen.ts';
import { report } from './report.ts';
import { resolve } from './resolve.ts';
import { routes } from './routes.ts';
import { runbook } from './runbook.ts';
import { show } from './show.ts';
import { silence } from './silence.ts';
import { silences } from './silences.ts';
import { unsilence } from './unsilence.ts';
import { why } from './why.ts';

/** All commands of `/triage`, in the order of the help. */
export const COMMAND_LIST: readonly Command[] = [
  paste,
  logs,
  runbook,
  explain,
  incidents,
  show,
  why,
  acknowledge,
  resolve,
  reopen,
  note,
  silence,
  silences,
  unsilence,
  maintenance,
  routes,
  onCall,
  backtest,
  report,
  audit,
  helpCommand(() => COMMAND_LIST, findCommand),
];

/** The command of a name or an alias, in any case. */
export function findCommand(word: string): Command | undefined {
  const name = word.toLowerCase();
  return COMMAND_LIST.find((one) => one.name === name || one.aliases?.includes(name));
}
