const GERMAN =
  /(?<![\p{L}])(?:der|die|das|den|dem|des|ein|eine|einen|einer|einem|und|oder|aber|wenn|dass|weil|damit|sonst|nicht|kein|keine|ist|sind|wird|werden|hat|haben|bei|beim|mit|von|vom|zum|zur|für|auf|auch|noch|nach|sich|steht|sieht|bedeutet|meldet|bekommt|erscheint|sollte|muss|im|ins)(?![\p{L}])/giu;
const FRENCH =
  /(?<![\p{L}])(?:le|la|les|un|une|des|du|de|et|ou|mais|quand|lorsque|si|que|qui|dans|sur|sous|avec|pour|par|est|sont|sera|il|elle|nous|vous|ne|pas|plus|ce|cette|ces|son|sa|ses|au|aux|aucun|déjà|faut)(?![\p{L}])|(?<![\p{L}])[ldnsqc]['’](?=\p{L})/giu;
const SPANISH =
  /(?<![\p{L}])(?:el|la|los|las|un|una|de|del|y|pero|cuando|si|que|en|con|por|para|es|son|está|hay|se|han|al|como|porque|normalmente|puede|pueden|miles|muestra|aparece|indica)(?![\p{L}])/giu;
const PORTUGUESE =
  /(?<![\p{L}])(?:os|um|uma|de|da|dos|das|ou|mas|quando|se|que|na|nos|nas|com|por|para|é|são|está|não|foi|sem|esse|essa|este|isso|sim|pelo|pela|registra|acontece|significa)(?![\p{L}])/giu;
const RUSSIAN =
  /(?<![\p{L}])(?:и|или|но|если|когда|что|чтобы|это|этого|не|на|в|с|по|из|за|к|для|при|от|до|же|как|можно|нужно|долго|означает|пишет|появляется)(?![\p{L}])/giu;
const CHINESE =
  /的|了|是|表示|通常|一般|如果|建议|可以|需要|请|时候|时,|时,|即可|将会|就会|会|把|用于|由于|因为|导致|出现|原因|报错|排查|解决|问题|抛出|没有|已经|意味|说明/gu;
const LATIN = [GERMAN, FRENCH, SPANISH, PORTUGUESE];
/** Phrases that programs print in English everywhere; within a sentence of another language somebody is speaking of them. */
const ENGLISH_MESSAGE =
  /\bE[A-Z]{4,14}\b|[Cc]onnection (?:reset|refused|timed out|closed|is not available)|[Bb]roken pipe|[Tt]oo many|missed heartbeats|[Cc]annot assign|[Tt]imed? ?out|TIME_WAIT|CLOSE_WAIT|[A-Z]\w+(?:Exception|Error)\b|bad connection|invalid connection|\bheartbeat/;
const LISTED = /^\s{0,12}(?:[-*+•·–]|\d{1,3}[.)])\s+\S/;
const SAMPLE_CHARS = 1500;

/**
 * Whether a line is a sentence in German, French, Spanish, Portuguese, Russian or Chinese that quotes an English message.
 * What an operating system prints in those languages holds no English, so it stays what it is.
 */
export function isForeignProse(line: string): boolean {
  const text = line.slice(0, SAMPLE_CHARS);
  const listed = LISTED.test(text);
  if (!listed && !ENGLISH_MESSAGE.test(text)) return false;
  const asked = text.trimEnd().endsWith('?');
  if (count(text, CHINESE) >= (asked ? 1 : 2) || count(text, RUSSIAN) >= (asked ? 1 : 2)) return true;
  const words = text.split(/\s+/).length;
  const need = asked || listed ? 2 : Math.max(3, Math.floor(words / 6));
  return LATIN.some((language) => count(text, language) >= need);
}

function count(text: string, pattern: RegExp): number {
  pattern.lastIndex = 0;
  let found = 0;
  while (found < 12 && pattern.test(text)) found++;
  return found;
}
