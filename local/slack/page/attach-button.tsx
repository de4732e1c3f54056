import { type ReactNode, useId } from 'react';

/** The paper-clip. */
export function AttachButton({
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
