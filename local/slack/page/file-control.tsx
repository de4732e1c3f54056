import { type ReactNode, useState } from 'react';
import type { ControlProps } from './block-shapes.ts';
import { Chip } from './chip.tsx';
import { useWorkspace } from './workspace-context.ts';

/** Files of a view: uploaded at once, so that the submission names them by their ids. */
export function FileControl({ element, value, onValue, label, describedBy }: ControlProps): ReactNode {
  const { upload, notify } = useWorkspace();
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const ids = Array.isArray(value) ? (value as readonly string[]) : [];
  const most = element.max_files ?? 10;
  const add = async (files: readonly File[]): Promise<void> => {
    const added: Record<string, string> = {};
    for (const file of files.slice(0, most - ids.length)) {
      const id = await upload(file);
      if (id === undefined) notify(`${file.name} was not taken: files of up to 20 MiB are.`);
      else added[id] = file.name;
    }
    setNames((before) => ({ ...before, ...added }));
    onValue([...ids, ...Object.keys(added)]);
  };
  return (
    <div className="files-input">
      {ids.map((id) => (
        <Chip key={id} name={names[id] ?? id} remove={() => onValue(ids.filter((one) => one !== id))} />
      ))}
      <input
        type="file"
        multiple={most > 1}
        aria-label={label || 'Files'}
        aria-describedby={describedBy}
        data-action-id={element.action_id}
        accept={element.filetypes?.map((one) => `.${one}`).join(',')}
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          event.target.value = '';
          void add(chosen);
        }}
      />
    </div>
  );
}
