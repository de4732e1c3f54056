import { type ReactNode, useId, useState } from 'react';
import type { PageView } from '../page-state.ts';
import { Avatar } from './avatar.tsx';
import { BlockList } from './block-list.tsx';
import { SurfaceContext, type SurfaceParts, useSurfaceParts } from './surface-context.ts';
import { useDialog } from './use-dialog.ts';
import { useWorkspace } from './workspace-context.ts';

/** A modal. `depth` is how many lie on top of each other: then its close button goes back. */
export function ViewDialog({ view, depth }: { view: PageView; depth: number }): ReactNode {
  const { state, call } = useWorkspace();
  const dialog = useDialog();
  const surface = useSurfaceParts({ kind: 'view', id: view.id }, view.errors);
  const id = useId();
  const close = (isAll: boolean): void => void call('close', { all: isAll });
  return (
    <dialog
      ref={dialog}
      className="dialog"
      data-testid="modal"
      data-view-id={view.id}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (event.target === event.currentTarget) close(false);
      }}
    >
      <header>
        <Avatar id={state.bot.id} isSmall />
        <h2 id={id}>{view.title}</h2>
        <button type="button" className="plain" aria-label="Close" onClick={() => close(true)}>
          ✕
        </button>
      </header>
      <Body view={view} surface={surface} />
      <footer>
        <button type="button" className="button" onClick={() => close(false)}>
          {view.close ?? (depth > 1 ? 'Back' : 'Close')}
        </button>
        {view.submit && <SubmitButton view={view} surface={surface} />}
      </footer>
    </dialog>
  );
}

function Body({ view, surface }: { view: PageView; surface: SurfaceParts }): ReactNode {
  return (
    <div className="dialog-body">
      {view.error && (
        <p className="error" role="alert">
          {view.error}
        </p>
      )}
      <SurfaceContext.Provider value={surface}>
        <BlockList blocks={view.blocks} />
      </SurfaceContext.Provider>
    </div>
  );
}

function SubmitButton({ view, surface }: { view: PageView; surface: SurfaceParts }): ReactNode {
  const { call } = useWorkspace();
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (button: HTMLElement): Promise<void> => {
    setIsBusy(true);
    await call('submit', { view: view.id, values: surface.values });
    setIsBusy(false);
    const wrong = '.wrong input, .wrong textarea, .wrong select';
    button.closest('dialog')?.querySelector<HTMLElement>(wrong)?.focus();
  };
  return (
    <button
      type="button"
      className="button primary"
      data-submit
      aria-busy={isBusy}
      onClick={(event) => {
        if (!isBusy) void submit(event.currentTarget);
      }}
    >
      {view.submit}
    </button>
  );
}
