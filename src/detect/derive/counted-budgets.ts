import type { Observation } from '../../model/observation.ts';
import { derivedObservation } from './derived-observation.ts';
import { inThousands } from './growth/growth-fields.ts';
import { DEFAULT_RANGE, portRange } from './port-range.ts';
import type { Snapshot } from './snapshots.ts';
import { textField } from './socket-end.ts';
import type { TableRows } from './table-rows.ts';

/** Fewer say nothing, as in a table of sockets. */
const LEAST_SOCKETS = 500;
/** One port accepts where it has so much of all that were counted. */
const MOST = 0.8;

/**
 * The budgets of local ports by counts of sockets in TIME_WAIT at one end each, as `awk | sort | uniq -c` gives them: the busiest
 * destination where the other ends were counted, or the port that accepts where those of the machine were.
 */
export function countedBudgets({ snapshots, others }: TableRows): Observation[] {
  return snapshots.flatMap((snapshot): Observation[] => {
    if (snapshot.kind !== 'state-count') return [];
    const waiting = snapshot.observations.filter((row) => textField(row, 'state') === 'TIME_WAIT');
    const most = waiting.toSorted((a, b) => countOf(b) - countOf(a))[0];
    if (!most || countOf(most) < LEAST_SOCKETS) return [];
    if (textField(most, 'peer') !== '') return [connecting(most, snapshot, others)];
    const all = waiting.reduce((sum, row) => sum + countOf(row), 0);
    return textField(most, 'local') !== '' && countOf(most) >= MOST * all ? [accepting(most)] : [];
  });
}

function countOf({ fields }: Observation): number {
  return Number(fields['count'] ?? 0);
}

function connecting(row: Observation, { role }: Snapshot, others: readonly Observation[]): Observation {
  const range = portRange(others, role) ?? DEFAULT_RANGE;
  const ports = range.high - range.low + 1;
  const [count, peer] = [countOf(row), textField(row, 'peer')];
  return derivedObservation('port-budget', row, {
    state: 'TIME_WAIT',
    side: 'connecting',
    local: 'this host',
    peer,
    count,
    held: count,
    portRange: ports,
    portShare: Math.round((1000 * count) / ports) / 1000,
    left: Math.max(0, ports - count),
    budget: `${inThousands(count)} of ${inThousands(ports)} ports to ${peer} are in TIME_WAIT`,
  });
}

function accepting(row: Observation): Observation {
  return derivedObservation('port-budget', row, {
    state: 'TIME_WAIT',
    side: 'accepting',
    local: textField(row, 'local'),
    count: countOf(row),
  });
}
