const mayBeIllegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/;
const needsWork = /[&<>\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/;
const illegal =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text without the characters XML 1.0 has no place for: control characters, lone surrogates, U+FFFE and U+FFFF. */
export function legalText(text: string): string {
  return mayBeIllegal.test(text) ? text.replace(illegal, "") : text;
}

/** Text as element content. */
export function xmlText(text: string): string {
  if (!needsWork.test(text)) return text;
  return legalText(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Text as an attribute value between double quotes. */
export function xmlAttribute(text: string): string {
  return xmlText(text)
    .replaceAll('"', "&quot;")
    .replace(/[\t\r\n]/g, " ");
}

/** Text as a CDATA section. `]]>` is split over two sections, which readers join again. */
export function cdata(text: string): string {
  return `<![CDATA[${legalText(text).replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}
