import { createContext, useContext } from 'react';
export const WorkspaceContext = createContext(undefined);
/** The workspace that this part of the page is in. */
export function useWorkspace() {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('there is no workspace around this');
  return workspace;
}
