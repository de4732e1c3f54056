import { useState } from 'react';
import { useWorkspace } from './workspace-context.ts';
/** Starts without any. */
export function useAttachments() {
  const { upload, notify } = useWorkspace();
  const [files, setFiles] = useState([]);
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
