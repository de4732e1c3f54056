const SAYS =
  '(?:logs?|writes?|prints?|reports?|says|shows?|tells?|raises?|throws?|emits?|closes|looks|is (?:logged|printed|closed|shown|reported))';
/** What only somebody says who explains how things are in general. */
export const EXPLAINS = new RegExp(
  [
    String.raw`\b(?:for (?:example|instance)|e\.g\.|typical(?:ly)?|looks? like (?:this|that)|what [^.:!?]{3,80} looks? like|in general|will (?:look|read|be) (?:like this|as follows)|(?:could|can|may|might) be (?:such )?(?:logs?|messages?|lines?|errors?)\b[^.!?]{0,40}\blike (?:this|these|the following))\b`,
    String.raw`\bwhich (?:usually |often |normally )?(?:means|is|shows|tells|indicates)\b|\b(?:this|it|that|line|message) (?:usually |often |normally )?(?:means|indicates)\b|(?<!\b(?:if|whether|know|sure)\b[^.?!]{0,40})\b(?:is|are)(?: considered)? (?:normal|harmless|expected|benign)\b(?![^.!]{0,40}\?)|\bno action is (?:needed|required)\b|\bWhat (?:does|do)\b[^?]{2,80}\b(?:look like|mean)\b`,
    String.raw`(?:^|[.!?] )(?:When|If|Whenever|Once|As soon as|After|Before|Where)\b(?! (?:checking|looking|trying|running|I|we|my|our)\b)[^.!?]{5,160}\b${SAYS}\b`,
    String.raw`\b(?:you|one|your clients?|clients|users) (?:will|may|can|might|should|would) (?:then )?(?:see|find|get|log|print|report)\b`,
    String.raw`\b${SAYS} (?:an?|the|this) (?:warning|message|error|line|exception)\b[^.!?]{0,80}\b(?:when|if|once|as soon as|whenever)\b`,
    String.raw`\b(?:[Tt]his|[Tt]he|[Tt]hese) (?:error|message|warning|line|exception)s?\b[^.!?]{0,40}\b(?:occurs?|happens?|appears?|(?:is|are) (?:shown|raised|logged|returned|printed|thrown)) (?:when|if|as soon as|whenever)\b`,
    String.raw`\b[Ee]rror (?:code )?\d{2,5}\b[^.!?]{0,80}\b(?:occurs|happens|appears|is (?:returned|raised|thrown)) (?:when|if|whenever)\b`,
    String.raw`^\W{0,4}(?:Exercise|Quiz|Question|Task)\b`,
    String.raw`^\s{0,8}[-*] \x60[^\x60]{1,80}\x60 (?:is|are|means)\b`,
    String.raw`(?:^|[.!?] )(?:Wenn|Wird|Ist|Sobald|Falls)\b[^.!?]{5,160}\b(?:schreibt|erscheint|meldet|steht|zeigt|protokolliert)\b|\b(?:erscheint|tritt auf|kommt|steht da), (?:wenn|sobald|falls)\b|\bbedeutet\b|\bzum Beispiel\b|\bz\. ?B\.`,
    String.raw`(?:^|[.!?] )(?:Quand|Lorsque|Si)\b[^.!?]{5,160}\b(?:affiche|signale|montre|imprime)\b|(?:^|[.!?] )(?:Quand|Lorsque|Si) [^.!?]{5,160} (?:écrit|apparaît)|\b(?:apparaît|survient|se produit|s'affiche) (?:quand|lorsque|si)\b|\bpar exemple\b|\bsignifie\b`,
    String.raw`(?:^|[.!?] )(?:Cuando|Si)\b[^.!?]{5,160}\b(?:escribe|muestra|aparece|indica)\b|\b(?:aparece|ocurre|se produce|acontece|ocorre) (?:cuando|quando|si|se)\b|\bpor (?:ejemplo|exemplo)\b|\bsignifica\b`,
    String.raw`\b(?:ist|sind|est|sont) (?:völlig |ganz |dabei |tout à fait )?(?:normal(?:es?)?|harmlos|unbedenklich|attendue?s?|sans gravité)\b(?![^.!]{0,40}\?)`,
    String.raw`(?:^|[ (])(?:es|son|é|são) (?:completamente )?(?:normal(?:es)?|normais|esperad[oa]s?|esperable)\b(?![^.!]{0,40}\?)|(?:no hay|não há) nada (?:de )?(?:mal[oa]?|errado)\b`,
    '(?:Когда|Если)[^.!?]{5,160}(?:пишет|появляется|выводит)|(?:появляется|возникает),? (?:когда|если)|например|означает|это нормально(?!\\?)',
    '例如|比如|意味着|当.{2,40}时|次のように|例えば|を意味します|예를 들어',
  ].join('|'),
);
