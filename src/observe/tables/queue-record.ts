import type { Cells, RecordKind } from './listing-record.ts';

function count(cells: Cells, ...columns: string[]): number | undefined {
  for (const column of columns) {
    const value = cells.get(column);
    if (value !== undefined && /^\d{1,15}$/.test(value)) return Number(value);
  }
  return undefined;
}

const COUNTS = [
  'messages',
  'messages_ready',
  'messages_unacknowledged',
  'consumers',
  'backing_queue_status.len',
  'message_count',
];
/** Of all that a broker lists with a name and a state, only queues also have one of these. */
const OF_QUEUES = ['members', 'leader', 'online', 'auto_delete', 'exclusive', 'effective_policy_definition'];

/** Of a queue whose node is down, brokers before 3.8 printed the names of the columns asked for in place of its state. */
function stateOf(printed: string | undefined): string | undefined {
  return printed?.startsWith('[name') ? 'down' : printed;
}

/** Queues as the broker lists them: `rabbitmqctl list_queues` with any columns, /api/queues, rabbitmqadmin, and `artemis queue stat`. */
export const queueRecord: RecordKind = {
  kind: 'queue',
  fits(columns, command) {
    if (/list_queues|list queues|\/api\/queues/.test(command)) return columns.has('name');
    if (!columns.has('name')) return false;
    if (columns.has('state') && columns.has('vhost') && OF_QUEUES.some((name) => columns.has(name)))
      return true;
    return COUNTS.some((name) => columns.has(name));
  },
  draft(cells) {
    const queue = cells.get('name');
    if (queue === undefined) return undefined;
    return {
      queue,
      vhost: cells.get('vhost'),
      // `artemis queue stat` parts its heading over two lines: MESSAGE COUNT stands beside MESSAGES ADDED and MESSAGES ACKED.
      // Before 3.7 the long listing may lack `messages`; the length of the backing queue is the nearest to it.
      messages: count(cells, 'message', 'messages', 'backing_queue_status.len', 'message_count'),
      ready: count(cells, 'messages_ready'),
      unacknowledged: count(cells, 'messages_unacknowledged'),
      consumers: count(cells, 'consumers', 'consumer_count', 'consumer'),
      state: stateOf(cells.get('state')),
    };
  },
};
