import type { Channels } from './channels.ts';
import type { Delivery } from './delivery.ts';
import type { FileStore } from './file-store.ts';
import type { StandInState } from './state.ts';
import type { Triggers } from './triggers.ts';

/** What the rooms of the stand-in share. */
export interface StandInParts {
  state: StandInState;
  channels: Channels;
  files: FileStore;
  triggers: Triggers;
  delivery: Delivery;
  nowMs: () => number;
}
