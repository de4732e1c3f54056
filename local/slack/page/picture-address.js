/** Where the browser gets a picture: files by the page's own way, since their private address wants the bot's token. */
export function pictureAddress({ image_url: url, slack_file: file }) {
  const id = file?.id ?? /\/files-pri\/\w+-(\w+)\//.exec(file?.url ?? '')?.[1];
  return id === undefined ? (url ?? '') : `/stand-in/files/${id}`;
}
