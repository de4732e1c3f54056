import { createContext, useContext, useRef, useState } from 'react';
import type { Value, Values } from './block-shapes.ts';
import { useWorkspace } from './workspace-context.ts';

/** The message or view in which elements stand: what is in them, and what using one does. */
export interface SurfaceParts {
  values: Values;
  errors: Readonly<Record<string, string>>;
  /** Keeps a value; nothing is sent. */
  change(blockId: string, actionId: string, value: Value): void;
  /** Keeps a value and tells the app. */
  act(blockId: string, actionId: string, value: Value): Promise<void>;
}

export const SurfaceContext = createContext<SurfaceParts | undefined>(undefined);

/** The surface that this element stands in. */
export function useSurface(): SurfaceParts {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('there is no surface around this');
  return surface;
}

/** Where elements stand, as the host knows it. */
type Surface =
  | { kind: 'message'; channel: string; ts: string }
  | { kind: 'ephemeral'; id: string }
  | { kind: 'view'; id: string };

const TOLD: ReadonlyMap<string, string> = new Map(
  Object.entries({
    operation_timeout: 'Halfopen did not answer within 3 seconds.',
    dispatch_failed: 'Halfopen answered with an error.',
    element_not_found: 'This has changed meanwhile.',
  }),
);

const NO_ERRORS = {};

/** Keeps what a person leaves in the elements of a surface, and tells the app what is done with them. */
export function useSurfaceParts(
  surface: Surface,
  errors: Readonly<Record<string, string>> = NO_ERRORS,
): SurfaceParts {
  const { call, notify } = useWorkspace();
  const [values, setValues] = useState<Values>({});
  const latest = useRef(values);
  const change = (blockId: string, actionId: string, value: Value): void => {
    latest.current = { ...latest.current, [blockId]: { ...latest.current[blockId], [actionId]: value } };
    setValues(latest.current);
  };
  return {
    values,
    errors,
    change,
    async act(blockId, actionId, value) {
      change(blockId, actionId, value);
      const answer = await call('act', { surface, blockId, actionId, value, values: latest.current });
      if (!answer.ok) notify(TOLD.get(answer.error ?? '') ?? `That did not work: ${answer.error}`);
    },
  };
}
