/** A file a body shows or links to without saying whose: one of the page's own. */
const ownFile = /<ri:attachment\b([^<>]*)(?:(?<=\/)>|(?<!\/)>\s*<\/ri:attachment>)/g;

export const showsOwnFiles = (body: string): boolean => body.search(ownFile) !== -1;

/** The body with `owner` (an element that names a page) said of each such file. */
export const withOwner = (body: string, owner: string): string =>
  body.replace(ownFile, (_, attributes: string) => {
    const own = attributes.replace(/\/$/, "").trimEnd();
    return `<ri:attachment${own}>${owner}</ri:attachment>`;
  });
