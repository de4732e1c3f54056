import { createContext, useContext } from 'react';
import type { Value, Values } from './block-shapes.ts';

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
