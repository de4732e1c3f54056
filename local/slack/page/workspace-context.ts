import { createContext, useContext } from 'react';
import type { PageState } from '../page-state.ts';

/** What the host answers to what a person does. */
export interface Answer {
  ok: boolean;
  error?: string;
  errors?: Readonly<Record<string, string>>;
}

/** What every part of the page may use. */
export interface Workspace {
  state: PageState;
  /** Posts as the person one acts as, to `/stand-in/<path>`, and fetches what has changed. */
  call(path: string, body: object): Promise<Answer>;
  upload(file: File): Promise<string | undefined>;
  /** Says something at the foot of the page. */
  notify(text: string): void;
  openThread(channel: string, ts: string): void;
}

export const WorkspaceContext = createContext<Workspace | undefined>(undefined);

/** The workspace that this part of the page is in. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('there is no workspace around this');
  return workspace;
}
