import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
/** The files of a message: pictures are shown, others can be saved. */
export function FileList({ files }) {
  if (files.length === 0) return null;
  return _jsx('div', {
    className: 'files',
    children: files.map((file) => _jsx(FileCard, { file: file }, file.id)),
  });
}
function FileCard({ file }) {
  const address = `/stand-in/files/${file.id}/${encodeURIComponent(file.name)}`;
  if (file.mimetype.startsWith('image/'))
    return _jsx('a', {
      href: address,
      target: '_blank',
      rel: 'noreferrer',
      className: 'picture',
      children: _jsx('img', { src: address, alt: file.altText ?? file.title }),
    });
  return _jsxs('a', {
    className: 'file',
    href: address,
    download: file.name,
    'data-testid': 'file',
    children: [
      _jsx('span', { className: 'file-mark', 'aria-hidden': 'true', children: '\uD83D\uDDCE' }),
      _jsxs('span', {
        children: [
          _jsx('strong', { children: file.title }),
          _jsx('span', { className: 'quiet', children: sizeOf(file.size) }),
        ],
      }),
    ],
  });
}
function sizeOf(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1000000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1000000).toFixed(1)} MB`;
}
