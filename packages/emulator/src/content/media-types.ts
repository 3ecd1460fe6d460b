/** What a file name's ending says about a file, when the uploader said nothing. */
const byEnding: Readonly<Record<string, string>> = {
  bmp: "image/bmp",
  csv: "text/csv",
  doc: "application/msword",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  drawio: "application/vnd.jgraph.mxfile",
  gif: "image/gif",
  gz: "application/gzip",
  htm: "text/html",
  html: "text/html",
  ico: "image/x-icon",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  js: "text/javascript",
  json: "application/json",
  log: "text/plain",
  md: "text/markdown",
  mov: "video/quicktime",
  mp3: "audio/mpeg",
  mp4: "video/mp4",
  pdf: "application/pdf",
  png: "image/png",
  ppt: "application/vnd.ms-powerpoint",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  svg: "image/svg+xml",
  tar: "application/x-tar",
  tif: "image/tiff",
  tiff: "image/tiff",
  tsv: "text/tab-separated-values",
  txt: "text/plain",
  wav: "audio/wav",
  webm: "video/webm",
  webp: "image/webp",
  xls: "application/vnd.ms-excel",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  xml: "application/xml",
  yaml: "application/yaml",
  yml: "application/yaml",
  zip: "application/zip",
};

const unknownType = "application/octet-stream";

/** The type the uploader gave, without parameters such as charset; by the name's ending when none or only a vague one was given. */
export function mediaTypeOf(fileName: string, given?: string): string {
  const stated = given?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (stated !== "" && stated !== unknownType) return stated;
  return byEnding[fileName.slice(fileName.lastIndexOf(".") + 1).toLowerCase()] ?? unknownType;
}

const descriptions: readonly (readonly [RegExp, string])[] = [
  [/^image\/png$/, "PNG Image"],
  [/^image\/jpe?g$/, "JPEG Image"],
  [/^image\/gif$/, "GIF Image"],
  [/^image\//, "Image"],
  [/^application\/pdf$/, "PDF Document"],
  [/^text\/html$/, "HTML Document"],
  [/xml$/, "XML File"],
  [/^text\//, "Text File"],
  [/wordprocessingml|msword/, "Microsoft Word Document"],
  [/spreadsheetml|ms-excel/, "Microsoft Excel Spreadsheet"],
  [/presentationml|ms-powerpoint/, "Microsoft Powerpoint Presentation"],
  [/^application\/(zip|gzip|x-tar)$/, "Zip Archive"],
  [/^video\//, "Multimedia"],
  [/^audio\//, "Multimedia"],
];

/** The words the attachments page has for a type; null when it has none, which is what live answers were seen to hold. */
export function mediaTypeDescription(mediaType: string): string | null {
  return descriptions.find(([pattern]) => pattern.test(mediaType))?.[1] ?? null;
}
