import type { ElementShape, Value } from './block-shapes.ts';

/** What each control is given. */
export interface ControlProps {
  element: ElementShape;
  value: Value;
  /** Takes a new value: kept, and told to the app unless it stands in a quiet input. */
  onValue(value: Value): void;
  label: string;
  id?: string | undefined;
  describedBy?: string | undefined;
}
