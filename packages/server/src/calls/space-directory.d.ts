import type { Confluence } from "../confluence/client.ts";
import type { SpaceRef } from "../confluence/reach.ts";
import type { SpaceFacts } from "../policy/space-limit.ts";
/** In which space things are, by site. What a space is called and of which type never changes; where content is may. */
export type SpaceDirectory = ReturnType<typeof createSpaceDirectory>;
export declare function createSpaceDirectory(): {
  /** A space by id or key; undefined when there is none that the account may see. */
  space(siteId: string, confluence: Confluence, idOrKey: string): Promise<SpaceFacts | undefined>;
  /** The space some content was last seen in. It may have moved since. */
  lastSeen: (siteId: string, contentId: string) => string | undefined;
  sawContent(siteId: string, contentId: string, spaceId: string): void;
};
type Located = {
  spaceId?: string | number;
  pageId?: string;
  blogPostId?: string;
  customContentId?: string;
};
/** What lies in no space, such as a template for all of them. */
export declare const wholeSite = "site";
/** The space's id (or `key:…`) of something, asked of the site now; undefined when the account cannot see it. */
export declare function locate(confluence: Confluence, { kind, id }: SpaceRef): Promise<string | undefined>;
/** The space of something by what it says of itself: its own, or that of the content it hangs on. */
export declare function containerOf(confluence: Confluence, found: Located): Promise<string | undefined>;
