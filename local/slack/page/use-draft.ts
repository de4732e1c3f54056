import { useState } from 'react';
import { useWorkspace } from './workspace-context.ts';

/** What is being typed. */
export interface Draft {
  text: string;
  setText(text: string): void;
  attachments: Attachments;
  send(): Promise<void>;
}

/** A draft for a channel or a thread. What could not be sent comes back, unless one types something else meanwhile. */
export function useDraft(channel: string, threadTs?: string): Draft {
  const { call, notify } = useWorkspace();
  const [text, setText] = useState('');
  const attachments = useAttachments();
  return {
    text,
    setText,
    attachments,
    async send() {
      const { files, isUploading } = attachments;
      if (isUploading || (text.trim() === '' && files.length === 0)) return;
      setText('');
      attachments.clear();
      const ids = files.map(({ id }) => id);
      const answer = await call('post', { channel, threadTs, text: text.trim(), files: ids });
      if (answer.ok) return;
      notify(`That was not sent: ${answer.error}`);
      setText((typed) => typed || text);
    },
  };
}

/** A file that is uploaded and not sent yet. */
interface Attachment {
  id: string;
  name: string;
}

/** The files that will go with the next message. */
interface Attachments {
  files: readonly Attachment[];
  isUploading: boolean;
  add(files: readonly File[]): Promise<void>;
  remove(id: string): void;
  clear(): void;
}

/** Starts without any. */
function useAttachments(): Attachments {
  const { upload, notify } = useWorkspace();
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const [uploading, setUploading] = useState(0);
  return {
    files,
    isUploading: uploading > 0,
    async add(chosen) {
      setUploading((count) => count + chosen.length);
      for (const file of chosen) {
        const id = await upload(file);
        setUploading((count) => count - 1);
        if (id === undefined) notify(`${file.name} was not taken: files of up to 20 MiB are.`);
        else setFiles((before) => [...before, { id, name: file.name }]);
      }
    },
    remove: (id) => setFiles((before) => before.filter((file) => file.id !== id)),
    clear: () => setFiles([]),
  };
}
