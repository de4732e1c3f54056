import type { ReactNode } from 'react';
import type { PageFile } from '../page-state.ts';

/** The files of a message: pictures are shown, others can be saved. */
export function FileList({ files }: { files: readonly PageFile[] }): ReactNode {
  if (files.length === 0) return null;
  return (
    <div className="files">
      {files.map((file) => (
        <FileCard key={file.id} file={file} />
      ))}
    </div>
  );
}

function FileCard({ file }: { file: PageFile }): ReactNode {
  const address = `/stand-in/files/${file.id}/${encodeURIComponent(file.name)}`;
  if (file.mimetype.startsWith('image/'))
    return (
      <a href={address} target="_blank" rel="noreferrer" className="picture">
        <img src={address} alt={file.altText ?? file.title} />
      </a>
    );
  return (
    <a className="file" href={address} download={file.name} data-testid="file">
      <span className="file-mark" aria-hidden="true">
        🗎
      </span>
      <span>
        <strong>{file.title}</strong>
        <span className="quiet">{sizeOf(file.size)}</span>
      </span>
    </a>
  );
}

function sizeOf(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
