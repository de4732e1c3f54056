import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Chip } from './chip.tsx';
import { type Draft, useDraft } from './use-draft.ts';
import { useWorkspace } from './workspace-context.ts';

const TALLEST_PX = 280;
const MOST_HINTS = 8;

/** Where one types: Enter sends, Shift+Enter begins a line, files come by the paper-clip, by pasting or by dropping. */
export function Composer(props: { channel: string; threadTs?: string; label: string }): ReactNode {
  const draft = useDraft(props.channel, props.threadTs);
  const field = useRef<HTMLTextAreaElement>(null);
  const isThread = props.threadTs !== undefined;
  useLayoutEffect(() => grow(field.current), [draft.text]);
  return (
    <div
      className="composer"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void draft.attachments.add([...event.dataTransfer.files]);
      }}
    >
      <CommandHints
        text={draft.text}
        take={(command) => {
          draft.setText(`${command} `);
          field.current?.focus();
        }}
      />
      <textarea
        ref={field}
        data-testid={isThread ? 'thread-composer' : 'composer'}
        aria-label={props.label}
        placeholder={props.label}
        rows={1}
        value={draft.text}
        autoFocus={!isThread}
        onChange={(event) => draft.setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          void draft.send();
        }}
        onPaste={({ clipboardData: { files } }) => void draft.attachments.add([...files])}
      />
      <Foot draft={draft} testId={isThread ? 'thread-attach' : 'attach'} />
    </div>
  );
}

function Foot({ draft: { attachments, send }, testId }: { draft: Draft; testId: string }): ReactNode {
  return (
    <div className="composer-foot">
      <AttachButton add={attachments.add} testId={testId} />
      {attachments.files.map(({ id, name }) => (
        <Chip key={id} name={name} remove={() => attachments.remove(id)} />
      ))}
      {attachments.isUploading && <span className="quiet">Uploading…</span>}
      <span className="quiet keys">Shift+Enter for a new line</span>
      <button type="button" className="send" aria-label="Send" onClick={() => void send()}>
        ➤
      </button>
    </div>
  );
}

function grow(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.height = 'auto';
  field.style.height = `${Math.min(TALLEST_PX, field.scrollHeight)}px`;
}

/** The paper-clip. */
function AttachButton({
  add,
  testId,
}: {
  add: (files: readonly File[]) => Promise<void>;
  testId: string;
}): ReactNode {
  const id = useId();
  return (
    <label htmlFor={id} className="attach" title="Attach files">
      <span aria-hidden="true">📎</span>
      <input
        id={id}
        type="file"
        multiple
        data-testid={testId}
        aria-label="Attach files"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          void add(files);
        }}
      />
    </label>
  );
}

/** The commands that begin as what is typed does. */
function CommandHints({ text, take }: { text: string; take: (command: string) => void }): ReactNode {
  const { state } = useWorkspace();
  const fitting = /^\/\S*( \S*)?$/.test(text)
    ? state.commands
        .filter(({ command }) => command.startsWith(text) && command !== text)
        .slice(0, MOST_HINTS)
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
