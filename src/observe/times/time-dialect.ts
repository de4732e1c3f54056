import type { Line } from '../line.ts';
import { createDayOrder, type DayOrder } from './day-order.ts';
import { createNamedZones } from './named-zones.ts';

/** Lines that may wait for a proof; after them what can't be told stays as it is printed. */
const MOST_WAITING = 50_000;

/** How the times of one input are written, where a line alone does not tell: which of two numbers is the month, whose a zone is. */
export interface TimeDialect {
  /** Whether days or months stand first. It may be asked of lines that are not read otherwise. */
  dayOrder: DayOrder;
  /** Takes further lines in order, and gives those that can be read, written so that each line alone tells its time. `verbatim` stays. */
  take(lines: readonly Line[]): readonly Line[];
  /** Gives the rest when the input has ended. */
  end(): readonly Line[];
  /** Zones whose offset is not known, and how many lines bear them. */
  unknownZones(): Readonly<Record<string, number>>;
}

/** Starts on one input. */
export function createTimeDialect(): TimeDialect {
  const dayOrder = createDayOrder();
  const zones = createNamedZones();
  let waiting: Line[] = [];
  const flush = (): readonly Line[] => {
    const ready = waiting;
    waiting = [];
    return ready.map((line) => {
      const text = zones.withOffset(dayOrder.monthFirst(line.text));
      return text === line.text ? line : { ...line, text };
    });
  };
  const end = () => {
    dayOrder.close();
    zones.close();
    return flush();
  };
  return {
    dayOrder,
    take(lines) {
      for (const line of lines) {
        dayOrder.read(line.text, line.arrivedMs);
        zones.read(line.text);
        waiting.push(line);
      }
      if (!dayOrder.isOpen() && !zones.isOpen()) return flush();
      return waiting.length < MOST_WAITING ? [] : end();
    },
    end,
    unknownZones: zones.unknown,
  };
}
