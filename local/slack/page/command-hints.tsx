import type { ReactNode } from 'react';
import { useWorkspace } from './workspace-context.ts';

/** The commands that begin as what is typed does. */
export function CommandHints({ text, take }: { text: string; take: (command: string) => void }): ReactNode {
  const { state } = useWorkspace();
  const fitting = /^\/\S*$/.test(text)
    ? state.commands.filter(({ command }) => command.startsWith(text))
    : [];
  if (fitting.length === 0) return null;
  return (
    <div className="hints" role="group" aria-label="Commands">
      {fitting.map(({ command, usage, about }) => (
        <button key={command} type="button" onClick={() => take(command)}>
          <strong>{command}</strong> <span className="quiet">{usage}</span>
          <span className="about">{about}</span>
        </button>
      ))}
    </div>
  );
}
