/** What a file name's ending says, for files whose type nobody gave. */
const byEnding: Record<string, string> = {
  csv: "text/csv",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  drawio: "application/vnd.jgraph.mxfile",
  gif: "image/gif",
  html: "text/html",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  json: "application/json",
  log: "text/plain",
  md: "text/markdown",
  mp4: "video/mp4",
  pdf: "application/pdf",
  png: "image/png",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  svg: "image/svg+xml",
  txt: "text/plain",
  webp: "image/webp",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  xml: "application/xml",
  yaml: "application/yaml",
  yml: "application/yaml",
  zip: "application/zip",
};

export const mediaTypeOf = (fileName: string, otherwise: string): string =>
  byEnding[fileName.slice(fileName.lastIndexOf(".") + 1).toLowerCase()] ?? otherwise;

/** Whether a file of this type is text, which a model can read as it is. */
export const isText = (mediaType: string): boolean =>
  /^text\/|^application\/(json|xml|yaml|x-yaml|javascript|sql|toml|x-ndjson|vnd\.jgraph\.mxfile)\b|\+(json|xml|yaml)\b/i.test(
    mediaType,
  );
