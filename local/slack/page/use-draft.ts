import { useState } from 'react';
import { type Attachments, useAttachments } from './use-attachments.ts';
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
