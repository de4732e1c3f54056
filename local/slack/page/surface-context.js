import { createContext, useContext } from 'react';
export const SurfaceContext = createContext(undefined);
/** The surface that this element stands in. */
export function useSurface() {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('there is no surface around this');
  return surface;
}
