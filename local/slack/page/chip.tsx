import type { ReactNode } from 'react';

/** A file that is attached and can be taken off again. */
export function Chip({ name, remove }: { name: string; remove: () => void }): ReactNode {
  return (
    <span className="chip">
      {name}
      <button type="button" aria-label={`Remove ${name}`} onClick={remove}>
        ✕
      </button>
    </span>
  );
}
