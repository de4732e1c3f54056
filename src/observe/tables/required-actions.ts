import type { BlockReader } from '../block-reader.ts';
import { observeLines, tableReader } from './table-reader.ts';

/** A code in the JSON, YAML or text of `aws mq describe-broker`; its key is written in either case. */
const REQUIRED = /^\s*(?:"?ActionRequiredCode"?\s*:\s*"?|ACTIONSREQUIRED\s+)(\w{5,80})/i;

/** Source: Amazon MQ Developer Guide, "Troubleshooting: Amazon MQ action required codes". */
const STATEMENTS: ReadonlyMap<string, string> = new Map([
  ['RABBITMQ_MEMORY_ALARM', 'memory-alarm'],
  ['RABBITMQ_DISK_ALARM', 'disk-alarm'],
]);

/** Reads what Amazon MQ asks an owner of a broker to do: one of its alarms is set. Other codes concern no connection. */
export const requiredActions: BlockReader = tableReader('Amazon MQ actions', (table, from) => {
  const code = REQUIRED.exec((table.lines[from]?.text ?? '').slice(0, 300))?.[1]?.toUpperCase();
  const statement = STATEMENTS.get(code ?? '');
  if (statement === undefined) return undefined;
  return {
    next: from + 1,
    observations: [observeLines(table, 'cluster', from, from, { statement })],
    unread: 0,
  };
});
