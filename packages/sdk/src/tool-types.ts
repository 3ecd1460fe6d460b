// Generated from the server's catalogue by test/sdk/tool-types.ts: `npm run docs` writes it anew.

/** What each tool takes and gives, by its name. Names that are not listed, of other toolkits, are called untyped. */
export type ToolTypes = {
  /** Search. */
  confluence_search: {
    input: {
      /** Question or words. Not needed with cursor. */
      query?: string;
      /** Space: id or key; several with commas. */
      spaceId?: string;
      /** Only content with all these labels. Default: []. */
      labels?: string[];
      /** Only this type of content. */
      type?: "page" | "blogpost" | "comment" | "attachment";
      /** Only what changed since this date, such as 2026-11-01. */
      modifiedSince?: string;
      /** How many at most. Default: 10. */
      limit?: number;
      /** About how much text to get at most. Default: 6000. */
      maxTokens?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: {
        id: string;
        type: string;
        title: string;
        heading?: string;
        text: string;
        url: string;
        spaceKey?: string;
        spaceName?: string;
        modifiedAt?: string;
        labels?: string[];
      }[];
      cursor?: string;
      source: "index" | "confluence";
      didYouMean?: string;
    };
  };

  /** Search content. */
  confluence_search_content: {
    input: {
      /** Words. Not needed with cursor. */
      query?: string;
      /** Space: id or key; several with commas. */
      spaceId?: string;
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: {
        id?: string;
        type: string;
        title: string;
        url: string;
        excerpt: string;
        spaceKey?: string;
        spaceName?: string;
        modifiedAt?: string;
        match: "phrase" | "words" | "part";
      }[];
      cursor?: string;
    };
  };

  /** Search with CQL. */
  confluence_search_cql: {
    input: {
      /** The query. Not needed with cursor. */
      cql?: string;
      /** Excerpt: around the words found, the text's beginning, or none. Default: "highlight". */
      excerpt?: "highlight" | "indexed" | "none";
      /** Answer from what is synced, where that can answer. Default: false. */
      fromIndex?: boolean;
      /** Also search archived spaces. Default: false. */
      includeArchivedSpaces?: boolean;
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: {
        id?: string;
        type: string;
        title: string;
        url: string;
        excerpt: string;
        spaceKey?: string;
        spaceName?: string;
        modifiedAt?: string;
      }[];
      cursor?: string;
      total?: number;
      source: "index" | "confluence";
      notFromIndex?: string;
    };
  };

  /** Related pages. */
  confluence_related_pages: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId: string;
      /** Space: id or key; several with commas. */
      spaceId?: string;
      /** How many at most. Default: 10. */
      limit?: number;
    };
    output: {
      items: {
        id?: string;
        type: string;
        title: string;
        url: string;
        excerpt: string;
        spaceKey?: string;
        spaceName?: string;
        modifiedAt?: string;
      }[];
      cursor?: string;
      source: "index" | "confluence";
    };
  };

  /** Recently changed. */
  confluence_recently_changed: {
    input: {
      /** Space: id or key; several with commas. */
      spaceId?: string;
      /** Only what changed since, such as 2026-11-01 or 2026-11-01T09:00:00Z. */
      since?: string;
      /** Only content with all these labels. Default: []. */
      labels?: string[];
      /** Only this type of content. */
      type?: "page" | "blogpost";
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: {
        id?: string;
        type: string;
        title: string;
        url: string;
        excerpt: string;
        spaceKey?: string;
        spaceName?: string;
        modifiedAt?: string;
      }[];
      cursor?: string;
      source: "index" | "confluence";
    };
  };

  /** Space digest. */
  confluence_space_digest: {
    input: {
      /** Space: id or key. */
      spaceId: string;
      /** Since when, such as 2026-11-01 or 2026-11-01T09:00:00Z. */
      since: string;
      /** Also count comments, by page. Default: false. */
      comments?: boolean;
      /** How many at most. Default: 50. */
      limit?: number;
    };
    output: {
      spaceKey: string;
      since: string;
      created: number;
      edited: number;
      comments?: number;
      items: {
        id: string;
        type: string;
        title: string;
        url: string;
        change: "created" | "edited" | "commented";
        createdBy?: string;
        editedBy: string[];
        changedAt?: string;
        version?: number;
        comments?: { count: number; by: string[] };
      }[];
      more: boolean;
      source: "index" | "confluence";
    };
  };

  /** Get page. */
  confluence_get_page: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId: string;
      /** What the body comes back as. Default: "markdown". */
      format?: "markdown" | "storage" | "text" | "adf" | "view";
      /** summary: no body; outline: headings with handles and sizes; section: one of them. Default: "full". */
      detail?: "summary" | "outline" | "section" | "full";
      /** Heading, heading path (A > B) or handle to read. */
      section?: string;
      /** An older version's number. */
      version?: number;
      /** Read the unpublished draft. Default: false. */
      draft?: boolean;
    };
    output: {
      id: string;
      type: "page" | "blogpost";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      modifiedAt?: string;
      body?: string;
      format?: string;
      size?: number;
      outline?: { handle: string; level: number; path: string; localId?: string; size: number }[];
      section?: { handle: string; level: number; path: string; localId?: string; size: number };
    };
  };

  /** Get pages. */
  confluence_get_pages: {
    input: {
      /** Ids or URLs of pages. */
      pageIds: string[];
      /** full brings the bodies. Default: "summary". */
      detail?: "summary" | "full";
      /** What bodies come back as. Default: "markdown". */
      format?: "markdown" | "storage" | "text" | "adf";
    };
    output: {
      items: {
        id: string;
        type: "page" | "blogpost";
        title: string;
        url: string;
        status: string;
        spaceId: string;
        parentId?: string;
        version: number;
        authorId?: string;
        createdAt?: string;
        modifiedAt?: string;
        body?: string;
        format?: string;
      }[];
      missing?: string[];
    };
  };

  /** List pages. */
  confluence_list_pages: {
    input: {
      /** Space: id or key; several with commas. */
      spaceId?: string;
      /** Only pages with all these labels. Default: []. */
      labels?: string[];
      /** Only pages created by this account id, or me. */
      author?: string;
      /** Only pages with exactly this title. */
      title?: string;
      /** Only pages of this status. Default: "current". */
      status?: "current" | "archived" | "trashed" | "deleted";
      /** Order; - means descending. Default: "id". */
      sort?: "id" | "-id" | "title" | "-title" | "created-date" | "-created-date" | "modified-date" | "-modified-date";
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: {
        id: string;
        type: "page" | "blogpost";
        title: string;
        url: string;
        status: string;
        spaceId: string;
        parentId?: string;
        version: number;
        authorId?: string;
        createdAt?: string;
        modifiedAt?: string;
        body?: string;
        format?: string;
      }[];
      cursor?: string;
    };
  };

  /** List child pages. */
  confluence_list_child_pages: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId?: string;
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: { items: { id: string; title: string; url: string; status: string; spaceId: string }[]; cursor?: string };
  };

  /** List descendants. */
  confluence_list_descendants: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId?: string;
      /** How many levels down. Default: 10. */
      depth?: number;
      /** How many at most. Default: 50. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: {
        id: string;
        type: string;
        title: string;
        url: string;
        status?: string;
        parentId?: string;
        depth?: number;
      }[];
      cursor?: string;
    };
  };

  /** List ancestors. */
  confluence_list_ancestors: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId: string;
    };
    output: {
      items: {
        id: string;
        type: string;
        title: string;
        url: string;
        status?: string;
        parentId?: string;
        depth?: number;
      }[];
    };
  };

  /** Get page tree. */
  confluence_get_page_tree: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId?: string;
      /** Instead of pageId: a space, id or key. */
      spaceId?: string;
      /** How many levels down. Default: 3. */
      maxDepth?: number;
      /** How many entries at most. Default: 200. */
      maxNodes?: number;
      /** outline: indented text; items: rows with URLs, in the same order. Default: "outline". */
      format?: "outline" | "items";
    };
    output: {
      id: string;
      title: string;
      url: string;
      spaceId: string;
      count: number;
      complete: boolean;
      outline?: string;
      items?: {
        id: string;
        type: string;
        title: string;
        url: string;
        status?: string;
        parentId?: string;
        depth?: number;
      }[];
    };
  };

  /** List pages for label. */
  confluence_list_pages_for_label: {
    input: {
      /** The label's name or id. */
      label?: string;
      /** Space: id or key; several with commas. */
      spaceId?: string;
      /** Order; - means descending. Default: "id". */
      sort?: "id" | "-id" | "title" | "-title" | "created-date" | "-created-date" | "modified-date" | "-modified-date";
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: {
        id: string;
        type: "page" | "blogpost";
        title: string;
        url: string;
        status: string;
        spaceId: string;
        parentId?: string;
        version: number;
        authorId?: string;
        createdAt?: string;
        modifiedAt?: string;
        body?: string;
        format?: string;
      }[];
      cursor?: string;
    };
  };

  /** Create page. */
  confluence_create_page: {
    input: {
      /** Title, unique in its space. */
      title: string;
      /** The text of the page. */
      body?: string;
      /** What the body is written in. Default: "markdown". */
      format?: "markdown" | "storage" | "html" | "text" | "adf" | "wiki";
      /** Instead of body: a template's id. */
      templateId?: string;
      /** Instead of body: page whose body is copied. */
      copyBodyFrom?: string;
      /** Text by placeholder: the template's variables, or {{name}} in the copied page. Default: {}. */
      values?: Record<string, unknown>;
      /** Space: id or key. Not needed with parentId. */
      spaceId?: string;
      /** Page to put it under. Default: the space's homepage. */
      parentId?: string;
      /** Put it beside the homepage instead of under it. Default: false. */
      atRoot?: boolean;
      /** draft keeps it unpublished. Default: "current". */
      status?: "current" | "draft";
      /** Labels to put on it. Default: []. */
      labels?: string[];
      /** Content properties: any JSON by key. Default: {}. */
      properties?: Record<string, unknown>;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      type: "page" | "blogpost";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      modifiedAt?: string;
      body?: string;
      format?: string;
      warnings?: string[];
      labels?: string[];
      properties?: string[];
    };
  };

  /** Update page. */
  confluence_update_page: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId: string;
      /** New title. */
      title?: string;
      /** New text of the whole page. */
      body?: string;
      /** What the body is written in. Default: "markdown". */
      format?: "markdown" | "storage" | "html" | "text" | "adf" | "wiki";
      /** Page to move it under. */
      parentId?: string;
      /** draft: change the unpublished draft only; current: publish. Default: as it is. */
      status?: "current" | "draft";
      /** Number of the new version: the current one plus 1. */
      version?: number;
      /** A note for the page's history. */
      versionMessage?: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      type: "page" | "blogpost";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      modifiedAt?: string;
      body?: string;
      format?: string;
      warnings?: string[];
    };
  };

  /** Edit page. */
  confluence_edit_page: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId: string;
      /** Changes, all on the page as it is now. */
      operations: {
        /** append and prepend put inside; without a target, inside the page. */
        op: "replace" | "insert_before" | "insert_after" | "append" | "prepend" | "delete" | "insert_row" | "set";
        /** Target: heading or path (A > B), with its section. */
        heading?: string;
        /** Target: handle from an outline or of a macro. */
        handle?: string;
        /** Target: local id. */
        localId?: string;
        /** Target: exact words; replace and delete change just them. */
        text?: string;
        /** Which match, from 1; 0: all words. */
        occurrence?: number;
        /** What to put there. */
        content?: string;
        /** Of content. Default: "markdown". */
        format?: "markdown" | "storage" | "html" | "text";
        /** insert_row: its cells. */
        cells?: string[];
        /** set: a heading's level. */
        level?: number;
        /** set: whether a task is done. */
        checked?: boolean;
      }[];
      /** Change the unpublished draft instead. Default: false. */
      draft?: boolean;
      /** Number of the new version: the current one plus 1. */
      version?: number;
      /** A note for the page's history. */
      versionMessage?: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      type: "page" | "blogpost";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      modifiedAt?: string;
      body?: string;
      format?: string;
      warnings?: string[];
      diff: string;
    };
  };

  /** Rename page. */
  confluence_rename_page: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId: string;
      /** New title. */
      title: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      type: "page" | "blogpost";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      modifiedAt?: string;
      body?: string;
      format?: string;
    };
  };

  /** Move page. */
  confluence_move_page: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId: string;
      /** Page or folder to move it to: id, URL or SPACE:Title. */
      targetId?: string;
      /** append: as last child of the target; before, after: beside it. Default: "append". */
      position?: "append" | "before" | "after";
      /** Instead of targetId: a space, to go under its homepage. */
      spaceId?: string;
      /** With spaceId: beside the homepage instead of under it. Default: false. */
      atRoot?: boolean;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      type: "page" | "blogpost";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      modifiedAt?: string;
      body?: string;
      format?: string;
    };
  };

  /** Copy page. */
  confluence_copy_page: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId: string;
      /** Page or folder to put it under. Default: beside the page. */
      parentId?: string;
      /** Instead of parentId: a space, to go under its homepage. */
      spaceId?: string;
      /** Beside the space's homepage instead of under it. Default: false. */
      atRoot?: boolean;
      /** Title of the copy. */
      title?: string;
      /** Put before the titles. Default in the same space: "Copy of ". */
      titlePrefix?: string;
      /** Copy everything below it too. Default: false. */
      children?: boolean;
      /** Copy attachments. Default: true. */
      attachments?: boolean;
      /** Copy labels. Default: true. */
      labels?: boolean;
      /** Copy content properties. Default: true. */
      properties?: boolean;
      /** Copy who may see and edit it. Default: true. */
      permissions?: boolean;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id?: string;
      type?: "page" | "blogpost";
      title?: string;
      url?: string;
      status?: string;
      spaceId?: string;
      parentId?: string;
      version?: number;
      authorId?: string;
      createdAt?: string;
      modifiedAt?: string;
      body?: string;
      format?: string;
      copied: number;
      taskId?: string;
      warnings?: string[];
    };
  };

  /** Publish draft. */
  confluence_publish_draft: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId: string;
      /** A note for the page's history. */
      versionMessage?: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      type: "page" | "blogpost";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      modifiedAt?: string;
      body?: string;
      format?: string;
      warnings?: string[];
    };
  };

  /** Archive page. */
  confluence_archive_page: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId: string;
      /** Archive all pages below it too. Default: false. */
      children?: boolean;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      type: "page" | "blogpost";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      modifiedAt?: string;
      body?: string;
      format?: string;
      archived: number;
      taskId?: string;
    };
  };

  /** Delete page. */
  confluence_delete_page: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId: string;
      /** Delete a trashed page for good. Cannot be undone. Default: false. */
      purge?: boolean;
      /** Delete a page that was never published. Default: false. */
      draft?: boolean;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: { id: string; status: "trashed" | "purged" };
  };

  /** Restore page. */
  confluence_restore_page: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      type: "page" | "blogpost";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      modifiedAt?: string;
      body?: string;
      format?: string;
      warnings?: string[];
    };
  };

  /** List page versions. */
  confluence_list_page_versions: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId?: string;
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: { version: number; modifiedAt?: string; changedBy?: string; message?: string; minorEdit?: boolean }[];
      cursor?: string;
    };
  };

  /** Get page version. */
  confluence_get_page_version: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId: string;
      /** The version's number. */
      versionNumber: number;
      /** What the body comes back as. Default: "markdown". */
      format?: "markdown" | "storage" | "text" | "adf";
    };
    output: {
      id: string;
      type: "page" | "blogpost";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      modifiedAt?: string;
      body?: string;
      format?: string;
      changedBy?: string;
      message?: string;
      minorEdit?: boolean;
    };
  };

  /** Compare page versions. */
  confluence_diff_page_versions: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId: string;
      /** Older version. Default: the one before to. */
      from?: number;
      /** Newer version. Default: the current one. */
      to?: number;
    };
    output: {
      id: string;
      url: string;
      from: {
        version: number;
        modifiedAt?: string;
        changedBy?: string;
        message?: string;
        minorEdit?: boolean;
        title: string;
      };
      to: {
        version: number;
        modifiedAt?: string;
        changedBy?: string;
        message?: string;
        minorEdit?: boolean;
        title: string;
      };
      diff: string;
      onlyMarkup?: boolean;
    };
  };

  /** Restore page version. */
  confluence_restore_page_version: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId: string;
      /** The version to bring back. */
      versionNumber: number;
      /** Number of the new version: the current one plus 1. */
      version?: number;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      type: "page" | "blogpost";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      modifiedAt?: string;
      body?: string;
      format?: string;
      warnings?: string[];
    };
  };

  /** Get page likes. */
  confluence_get_page_likes: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId: string;
    };
    output: { count: number; people: { accountId: string; name?: string }[] };
  };

  /** Get page views. */
  confluence_get_page_views: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId: string;
      /** First day that counts, such as 2026-11-01. */
      since?: string;
    };
    output: { id: string; views: number; viewers: number; since?: string };
  };

  /** Get page operations. */
  confluence_get_page_operations: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId: string;
    };
    output: { operations: { operation: string; targetType: string }[] };
  };

  /** List templates. */
  confluence_list_templates: {
    input: {
      /** Space: id or key. */
      spaceId?: string;
      /** Templates that come with Confluence instead. Default: false. */
      blueprints?: boolean;
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: { id: string; name: string; description?: string; spaceKey?: string; labels?: string[] }[];
      cursor?: string;
    };
  };

  /** Get template. */
  confluence_get_template: {
    input: {
      /** Id of the template. */
      templateId: string;
      /** What the body comes back as. Default: "markdown". */
      format?: "markdown" | "storage" | "text" | "adf";
    };
    output: {
      id: string;
      name: string;
      description?: string;
      spaceKey?: string;
      labels?: string[];
      body: string;
      format: string;
      placeholders: string[];
    };
  };

  /** List children. */
  confluence_list_children: {
    input: {
      /** Content: id or URL; a page also as SPACE:Title. */
      contentId?: string;
      /** What the id is of; found out if left out. embed is a smart link. */
      contentType?: "page" | "whiteboard" | "database" | "folder" | "embed";
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: { id: string; type: string; title: string; url: string; status: string; spaceId: string }[];
      cursor?: string;
    };
  };

  /** Get content. */
  confluence_get_content: {
    input: {
      /** Whiteboard, database, folder or smart link: id or URL. */
      contentId: string;
      /** What the id is of; found out if left out. embed is a smart link. */
      contentType?: "whiteboard" | "database" | "folder" | "embed";
    };
    output: {
      id: string;
      type: "whiteboard" | "database" | "folder" | "embed";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      parentType?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      embedUrl?: string;
    };
  };

  /** Create whiteboard. */
  confluence_create_whiteboard: {
    input: {
      /** Title. */
      title: string;
      /** Template, such as flow-chart, timeline, simple-retrospective. */
      templateKey?: string;
      /** Only the connected account sees it. Default: false. */
      private?: boolean;
      /** Space: id or key. Not needed with parentId. */
      spaceId?: string;
      /** Page, folder or other content to put it under: id or URL. */
      parentId?: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      type: "whiteboard" | "database" | "folder" | "embed";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      parentType?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      embedUrl?: string;
    };
  };

  /** Create database. */
  confluence_create_database: {
    input: {
      /** Title. */
      title: string;
      /** Only the connected account sees it. Default: false. */
      private?: boolean;
      /** Space: id or key. Not needed with parentId. */
      spaceId?: string;
      /** Page, folder or other content to put it under: id or URL. */
      parentId?: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      type: "whiteboard" | "database" | "folder" | "embed";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      parentType?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      embedUrl?: string;
    };
  };

  /** Create folder. */
  confluence_create_folder: {
    input: {
      /** Title. */
      title: string;
      /** Space: id or key. Not needed with parentId. */
      spaceId?: string;
      /** Page, folder or other content to put it under: id or URL. */
      parentId?: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      type: "whiteboard" | "database" | "folder" | "embed";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      parentType?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      embedUrl?: string;
    };
  };

  /** Create smart link. */
  confluence_create_smart_link: {
    input: {
      /** Where it leads: an http or https URL. */
      embedUrl: string;
      /** Title. Default: the URL. */
      title?: string;
      /** Space: id or key. Not needed with parentId. */
      spaceId?: string;
      /** Page, folder or other content to put it under: id or URL. */
      parentId?: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      type: "whiteboard" | "database" | "folder" | "embed";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      parentType?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      embedUrl?: string;
    };
  };

  /** Delete content. */
  confluence_delete_content: {
    input: {
      /** Whiteboard, database, folder or smart link: id or URL. */
      contentId: string;
      /** What the id is of; found out if left out. embed is a smart link. */
      contentType?: "whiteboard" | "database" | "folder" | "embed";
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: { id: string; type: "whiteboard" | "database" | "folder" | "embed"; status: "trashed" };
  };

  /** List blog posts. */
  confluence_list_blog_posts: {
    input: {
      /** Space: id or key; several with commas. */
      spaceId?: string;
      /** Only posts with exactly this title. */
      title?: string;
      /** Only posts of this status. Default: "current". */
      status?: "current" | "deleted" | "trashed";
      /** Order; - means descending. Default: "-created-date". */
      sort?: "id" | "-id" | "title" | "-title" | "created-date" | "-created-date" | "modified-date" | "-modified-date";
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: {
        id: string;
        type: "page" | "blogpost";
        title: string;
        url: string;
        status: string;
        spaceId: string;
        parentId?: string;
        version: number;
        authorId?: string;
        createdAt?: string;
        modifiedAt?: string;
        body?: string;
        format?: string;
      }[];
      cursor?: string;
    };
  };

  /** Get blog post. */
  confluence_get_blog_post: {
    input: {
      /** Blog post: id, URL or SPACE:Title. */
      blogPostId: string;
      /** What the body comes back as. Default: "markdown". */
      format?: "markdown" | "storage" | "text" | "adf" | "view";
      /** summary: no body; outline: headings with handles and sizes; section: one of them. Default: "full". */
      detail?: "summary" | "outline" | "section" | "full";
      /** Heading, heading path (A > B) or handle to read. */
      section?: string;
      /** An older version's number. */
      version?: number;
      /** Read the unpublished draft. Default: false. */
      draft?: boolean;
    };
    output: {
      id: string;
      type: "page" | "blogpost";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      modifiedAt?: string;
      body?: string;
      format?: string;
      size?: number;
      outline?: { handle: string; level: number; path: string; localId?: string; size: number }[];
      section?: { handle: string; level: number; path: string; localId?: string; size: number };
    };
  };

  /** Create blog post. */
  confluence_create_blog_post: {
    input: {
      /** Space: id or key. */
      spaceId: string;
      /** Title, unique in its space and day. */
      title: string;
      /** The text of the post. Default: "". */
      body?: string;
      /** What the body is written in. Default: "markdown". */
      format?: "markdown" | "storage" | "html" | "text" | "adf" | "wiki";
      /** draft keeps it unpublished. Default: "current". */
      status?: "current" | "draft";
      /** Labels to put on it. Default: []. */
      labels?: string[];
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      type: "page" | "blogpost";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      modifiedAt?: string;
      body?: string;
      format?: string;
      warnings?: string[];
      labels?: string[];
    };
  };

  /** Update blog post. */
  confluence_update_blog_post: {
    input: {
      /** Blog post: id, URL or SPACE:Title. */
      blogPostId: string;
      /** New title. */
      title?: string;
      /** New text of the whole post. */
      body?: string;
      /** What the body is written in. Default: "markdown". */
      format?: "markdown" | "storage" | "html" | "text" | "adf" | "wiki";
      /** draft changes the unpublished draft only. */
      status?: "current" | "draft";
      /** Number of the new version: the current one plus 1. */
      version?: number;
      /** A note for the post's history. */
      versionMessage?: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      type: "page" | "blogpost";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      modifiedAt?: string;
      body?: string;
      format?: string;
      warnings?: string[];
    };
  };

  /** Delete blog post. */
  confluence_delete_blog_post: {
    input: {
      /** Blog post: id, URL or SPACE:Title. */
      blogPostId: string;
      /** Delete a trashed post for good. Cannot be undone. Default: false. */
      purge?: boolean;
      /** Delete a post that was never published. Default: false. */
      draft?: boolean;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: { id: string; status: "trashed" | "purged" };
  };

  /** List blog post versions. */
  confluence_list_blog_post_versions: {
    input: {
      /** Blog post: id, URL or SPACE:Title. */
      blogPostId?: string;
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: { version: number; modifiedAt?: string; changedBy?: string; message?: string; minorEdit?: boolean }[];
      cursor?: string;
    };
  };

  /** Get blog post version. */
  confluence_get_blog_post_version: {
    input: {
      /** Blog post: id, URL or SPACE:Title. */
      blogPostId: string;
      /** The version's number. */
      versionNumber: number;
      /** What the body comes back as. Default: "markdown". */
      format?: "markdown" | "storage" | "text" | "adf";
    };
    output: {
      id: string;
      type: "page" | "blogpost";
      title: string;
      url: string;
      status: string;
      spaceId: string;
      parentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      modifiedAt?: string;
      body?: string;
      format?: string;
      changedBy?: string;
      message?: string;
      minorEdit?: boolean;
    };
  };

  /** Get blog post likes. */
  confluence_get_blog_post_likes: {
    input: {
      /** Blog post: id, URL or SPACE:Title. */
      blogPostId: string;
    };
    output: { count: number; people: { accountId: string; name?: string }[] };
  };

  /** Get blog post operations. */
  confluence_get_blog_post_operations: {
    input: {
      /** Blog post: id, URL or SPACE:Title. */
      blogPostId: string;
    };
    output: { operations: { operation: string; targetType: string }[] };
  };

  /** List blog posts for label. */
  confluence_list_blog_posts_for_label: {
    input: {
      /** The label's name or id. */
      label?: string;
      /** Space: id or key; several with commas. */
      spaceId?: string;
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: {
        id: string;
        type: "page" | "blogpost";
        title: string;
        url: string;
        status: string;
        spaceId: string;
        parentId?: string;
        version: number;
        authorId?: string;
        createdAt?: string;
        modifiedAt?: string;
        body?: string;
        format?: string;
      }[];
      cursor?: string;
    };
  };

  /** List comments. */
  confluence_list_comments: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId?: string;
      /** Instead of a page: blog post id, URL or SPACE:Title. */
      blogPostId?: string;
      /** Default footer; inline with resolutionStatus. */
      kind?: "footer" | "inline" | "all";
      /** Only such inline comments (dangling: passage gone). */
      resolutionStatus?: "open" | "resolved" | "dangling";
      /** Default: oldest first. */
      sort?: "created-date" | "-created-date" | "modified-date" | "-modified-date";
      /** What the text comes back as. Default: "markdown". */
      format?: "markdown" | "storage" | "text" | "adf";
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: {
        id: string;
        kind: "footer" | "inline";
        url: string;
        pageId?: string;
        parentCommentId?: string;
        version: number;
        authorId?: string;
        createdAt?: string;
        body?: string;
        resolutionStatus?: string;
        selectedText?: string;
        title?: string;
        blogPostId?: string;
      }[];
      cursor?: string;
    };
  };

  /** Get comment. */
  confluence_get_comment: {
    input: {
      /** Comment: id or URL. */
      commentId: string;
      /** An older version's number. */
      version?: number;
      /** What the body comes back as. Default: "markdown". */
      format?: "markdown" | "storage" | "text" | "adf" | "view";
    };
    output: {
      id: string;
      kind: "footer" | "inline";
      url: string;
      pageId?: string;
      parentCommentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      body?: string;
      resolutionStatus?: string;
      selectedText?: string;
      title?: string;
      blogPostId?: string;
    };
  };

  /** List comment replies. */
  confluence_list_comment_replies: {
    input: {
      /** Comment: id or URL. */
      commentId?: string;
      /** What the text comes back as. Default: "markdown". */
      format?: "markdown" | "storage" | "text" | "adf";
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: {
        id: string;
        kind: "footer" | "inline";
        url: string;
        pageId?: string;
        parentCommentId?: string;
        version: number;
        authorId?: string;
        createdAt?: string;
        body?: string;
        resolutionStatus?: string;
        selectedText?: string;
        title?: string;
        blogPostId?: string;
      }[];
      cursor?: string;
    };
  };

  /** Add comment. */
  confluence_add_comment: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId?: string;
      /** Instead of a page: blog post id, URL or SPACE:Title. */
      blogPostId?: string;
      /** Comment to reply to, instead of a page. */
      parentCommentId?: string;
      /** The comment's text. */
      body: string;
      /** What the body is written in. Default: "markdown". */
      format?: "markdown" | "storage" | "html" | "text" | "adf" | "wiki";
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      kind: "footer" | "inline";
      url: string;
      pageId?: string;
      parentCommentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      body?: string;
      resolutionStatus?: string;
      selectedText?: string;
      title?: string;
      blogPostId?: string;
    };
  };

  /** Reply to comment. */
  confluence_reply_to_comment: {
    input: {
      /** Comment: id or URL. */
      commentId: string;
      /** The comment's text. */
      body: string;
      /** What the body is written in. Default: "markdown". */
      format?: "markdown" | "storage" | "html" | "text" | "adf" | "wiki";
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      kind: "footer" | "inline";
      url: string;
      pageId?: string;
      parentCommentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      body?: string;
      resolutionStatus?: string;
      selectedText?: string;
      title?: string;
      blogPostId?: string;
    };
  };

  /** Add inline comment. */
  confluence_add_inline_comment: {
    input: {
      /** Page: id, URL, tiny link or SPACE:Title. */
      pageId?: string;
      /** Instead of a page: blog post id, URL or SPACE:Title. */
      blogPostId?: string;
      /** The words to comment on, exactly, within one paragraph. */
      selectedText: string;
      /** Which place with these words, from 1. */
      occurrence?: number;
      /** The comment's text. */
      body: string;
      /** What the body is written in. Default: "markdown". */
      format?: "markdown" | "storage" | "html" | "text" | "adf" | "wiki";
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      kind: "footer" | "inline";
      url: string;
      pageId?: string;
      parentCommentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      body?: string;
      resolutionStatus?: string;
      selectedText?: string;
      title?: string;
      blogPostId?: string;
    };
  };

  /** Update comment. */
  confluence_update_comment: {
    input: {
      /** Comment: id or URL. */
      commentId: string;
      /** The comment's text. */
      body: string;
      /** What the body is written in. Default: "markdown". */
      format?: "markdown" | "storage" | "html" | "text" | "adf" | "wiki";
      /** Number of the new version: the current one plus 1. */
      version?: number;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      kind: "footer" | "inline";
      url: string;
      pageId?: string;
      parentCommentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      body?: string;
      resolutionStatus?: string;
      selectedText?: string;
      title?: string;
      blogPostId?: string;
    };
  };

  /** Resolve comment. */
  confluence_resolve_comment: {
    input: {
      /** Comment: id or URL. */
      commentId: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      kind: "footer" | "inline";
      url: string;
      pageId?: string;
      parentCommentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      body?: string;
      resolutionStatus?: string;
      selectedText?: string;
      title?: string;
      blogPostId?: string;
    };
  };

  /** Reopen comment. */
  confluence_reopen_comment: {
    input: {
      /** Comment: id or URL. */
      commentId: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      kind: "footer" | "inline";
      url: string;
      pageId?: string;
      parentCommentId?: string;
      version: number;
      authorId?: string;
      createdAt?: string;
      body?: string;
      resolutionStatus?: string;
      selectedText?: string;
      title?: string;
      blogPostId?: string;
    };
  };

  /** Delete comment. */
  confluence_delete_comment: {
    input: {
      /** Comment: id or URL. */
      commentId: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: { id: string; status: "deleted" };
  };

  /** List labels. */
  confluence_list_labels: {
    input: {
      /** Page (id, URL, tiny link or SPACE:Title), or id or URL of other content. */
      contentId: string;
      /** What the id is of; found out if left out. */
      contentType?: "page" | "blogpost" | "attachment" | "custom-content";
    };
    output: { items: { id: string; name: string; prefix: string }[]; cursor?: string };
  };

  /** List site labels. */
  confluence_list_site_labels: {
    input: {
      /** Only labels of this kind. */
      prefix?: "global" | "my" | "team" | "system";
      /** Default: oldest first; - for the other way round. */
      sort?: "name" | "-name" | "created-date" | "-created-date";
      /** How many at most. Default: 100. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: { items: { id: string; name: string; prefix: string }[]; cursor?: string };
  };

  /** List space labels. */
  confluence_list_space_labels: {
    input: {
      /** Space: id or key; not needed with cursor. */
      spaceId?: string;
      /** Only the account's own, or only the team's. */
      prefix?: "my" | "team";
      /** Default: oldest first; - for the other way round. */
      sort?: "name" | "-name" | "created-date" | "-created-date";
      /** How many at most. Default: 100. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: { items: { id: string; name: string; prefix: string }[]; cursor?: string };
  };

  /** List space content labels. */
  confluence_list_space_content_labels: {
    input: {
      /** Space: id or key; not needed with cursor. */
      spaceId?: string;
      /** Only the account's own, or only the team's. */
      prefix?: "my" | "team";
      /** Default: oldest first; - for the other way round. */
      sort?: "name" | "-name" | "created-date" | "-created-date";
      /** How many at most. Default: 100. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: { items: { id: string; name: string; prefix: string }[]; cursor?: string };
  };

  /** Add labels. */
  confluence_add_labels: {
    input: {
      /** Page (id, URL, tiny link or SPACE:Title), or id or URL of other content. */
      contentId: string;
      /** What the id is of; found out if left out. */
      contentType?: "page" | "blogpost" | "attachment" | "custom-content";
      /** Names of labels. Confluence writes them in lower case, without spaces. */
      labels: string[];
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: { items: { id: string; name: string; prefix: string }[]; cursor?: string };
  };

  /** Remove labels. */
  confluence_remove_labels: {
    input: {
      /** Page (id, URL, tiny link or SPACE:Title), or id or URL of other content. */
      contentId: string;
      /** What the id is of; found out if left out. */
      contentType?: "page" | "blogpost" | "attachment" | "custom-content";
      /** Names of labels. Confluence writes them in lower case, without spaces. */
      labels: string[];
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: { items: { id: string; name: string; prefix: string }[]; cursor?: string };
  };

  /** List content properties. */
  confluence_list_content_properties: {
    input: {
      /** Content: id or URL; a page also as SPACE:Title. */
      contentId?: string;
      /** What the id is of; found out if left out. embed is a smart link. */
      contentType?:
        | "page"
        | "blogpost"
        | "attachment"
        | "comment"
        | "whiteboard"
        | "database"
        | "folder"
        | "embed"
        | "custom-content";
      /** By key, up or down. */
      sort?: "key" | "-key";
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: { id: string; key: string; value: unknown; version: number; modifiedAt?: string; authorId?: string }[];
      cursor?: string;
    };
  };

  /** Get content property. */
  confluence_get_content_property: {
    input: {
      /** Content: id or URL; a page also as SPACE:Title. */
      contentId: string;
      /** What the id is of; found out if left out. embed is a smart link. */
      contentType?:
        | "page"
        | "blogpost"
        | "attachment"
        | "comment"
        | "whiteboard"
        | "database"
        | "folder"
        | "embed"
        | "custom-content";
      /** Key of the property. */
      key: string;
    };
    output: { id: string; key: string; value: unknown; version: number; modifiedAt?: string; authorId?: string };
  };

  /** Set content property. */
  confluence_set_content_property: {
    input: {
      /** Content: id or URL; a page also as SPACE:Title. */
      contentId: string;
      /** What the id is of; found out if left out. embed is a smart link. */
      contentType?:
        | "page"
        | "blogpost"
        | "attachment"
        | "comment"
        | "whiteboard"
        | "database"
        | "folder"
        | "embed"
        | "custom-content";
      /** Key of the property. */
      key: string;
      /** Any JSON: object, list, text, number, true, null. */
      value: Record<string, unknown>;
      /** Number of the property's new version, to be sure nobody changed it. */
      version?: number;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: { id: string; key: string; value: unknown; version: number; modifiedAt?: string; authorId?: string };
  };

  /** Delete content property. */
  confluence_delete_content_property: {
    input: {
      /** Content: id or URL; a page also as SPACE:Title. */
      contentId: string;
      /** What the id is of; found out if left out. embed is a smart link. */
      contentType?:
        | "page"
        | "blogpost"
        | "attachment"
        | "comment"
        | "whiteboard"
        | "database"
        | "folder"
        | "embed"
        | "custom-content";
      /** Key of the property. */
      key: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: { id: string; key: string; deleted: true };
  };

  /** Get restrictions. */
  confluence_get_restrictions: {
    input: {
      /** Content: id or URL; a page also as SPACE:Title. */
      contentId: string;
    };
    output: {
      contentId: string;
      restricted: boolean;
      read: { users: { accountId: string; name: string }[]; groups: { id: string; name: string }[] };
      update: { users: { accountId: string; name: string }[]; groups: { id: string; name: string }[] };
    };
  };

  /** Set restrictions. */
  confluence_set_restrictions: {
    input: {
      /** Content: id or URL; a page also as SPACE:Title. */
      contentId: string;
      /** Account ids that may read it. */
      readUsers?: string[];
      /** Groups that may read it: ids or names. */
      readGroups?: string[];
      /** Account ids that may change it. */
      updateUsers?: string[];
      /** Groups that may change it: ids or names. */
      updateGroups?: string[];
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      contentId: string;
      restricted: boolean;
      read: { users: { accountId: string; name: string }[]; groups: { id: string; name: string }[] };
      update: { users: { accountId: string; name: string }[]; groups: { id: string; name: string }[] };
    };
  };

  /** List tasks. */
  confluence_list_tasks: {
    input: {
      /** Only of this page or blog post. */
      contentId?: string;
      /** Only in this space: id or key. */
      spaceId?: string;
      /** Only done, or only open ones. */
      status?: "complete" | "incomplete";
      /** Account id of who has to do it, or "me". */
      assignedTo?: string;
      /** Account id of who wrote it, or "me". */
      createdBy?: string;
      /** Only due on or after this date. */
      dueFrom?: string;
      /** Only due on or before this date. */
      dueTo?: string;
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: {
        id: string;
        status: "complete" | "incomplete";
        body: string;
        url: string;
        spaceId?: string;
        pageId?: string;
        blogPostId?: string;
        assignedTo?: string;
        createdBy?: string;
        createdAt?: string;
        dueAt?: string;
        completedBy?: string;
        completedAt?: string;
      }[];
      cursor?: string;
    };
  };

  /** Get task. */
  confluence_get_task: {
    input: {
      /** Task id. */
      taskId: string;
    };
    output: {
      id: string;
      status: "complete" | "incomplete";
      body: string;
      url: string;
      spaceId?: string;
      pageId?: string;
      blogPostId?: string;
      assignedTo?: string;
      createdBy?: string;
      createdAt?: string;
      dueAt?: string;
      completedBy?: string;
      completedAt?: string;
    };
  };

  /** Complete task. */
  confluence_complete_task: {
    input: {
      /** Task id. */
      taskId: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      status: "complete" | "incomplete";
      body: string;
      url: string;
      spaceId?: string;
      pageId?: string;
      blogPostId?: string;
      assignedTo?: string;
      createdBy?: string;
      createdAt?: string;
      dueAt?: string;
      completedBy?: string;
      completedAt?: string;
    };
  };

  /** Reopen task. */
  confluence_reopen_task: {
    input: {
      /** Task id. */
      taskId: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      status: "complete" | "incomplete";
      body: string;
      url: string;
      spaceId?: string;
      pageId?: string;
      blogPostId?: string;
      assignedTo?: string;
      createdBy?: string;
      createdAt?: string;
      dueAt?: string;
      completedBy?: string;
      completedAt?: string;
    };
  };

  /** Watch content. */
  confluence_watch_content: {
    input: {
      /** Content: id or URL; a page also as SPACE:Title. */
      contentId: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: { contentId: string; watching: boolean };
  };

  /** Unwatch content. */
  confluence_unwatch_content: {
    input: {
      /** Content: id or URL; a page also as SPACE:Title. */
      contentId: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: { contentId: string; watching: boolean };
  };

  /** Get content state. */
  confluence_get_content_state: {
    input: {
      /** Content: id or URL; a page also as SPACE:Title. */
      contentId: string;
      /** What is published, or its unpublished draft. Default: "current". */
      status?: "current" | "draft";
      /** List the states it may have too. Default: false. */
      available?: boolean;
    };
    output: {
      contentId: string;
      state?: { name: string; color: string };
      since?: string;
      available?: { name: string; color: string }[];
    };
  };

  /** Set content state. */
  confluence_set_content_state: {
    input: {
      /** Content: id or URL; a page also as SPACE:Title. */
      contentId: string;
      /** Name of the state. */
      state?: string;
      /** Color of a new state: #rrggbb. */
      color?: string;
      /** Take the state away instead. Default: false. */
      remove?: boolean;
      /** What is published, or its unpublished draft. Default: "current". */
      status?: "current" | "draft";
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      contentId: string;
      state?: { name: string; color: string };
      since?: string;
      available?: { name: string; color: string }[];
    };
  };

  /** List attachments. */
  confluence_list_attachments: {
    input: {
      /** Content: id or URL; a page also as SPACE:Title. */
      contentId?: string;
      /** What contentId is of; saves a request. */
      contentType?: "page" | "blogpost" | "custom-content";
      /** Only files of this name. */
      filename?: string;
      /** Only this type, such as image/png. */
      mediaType?: string;
      /** Only files of this status. Default: "current". */
      status?: "current" | "archived" | "trashed";
      /** Order; - means descending. Default: "-modified-date". */
      sort?: "created-date" | "-created-date" | "modified-date" | "-modified-date";
      /** How many at most. Default: 50. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: {
        id: string;
        title: string;
        url: string;
        status: string;
        contentId?: string;
        contentType?: "page" | "blogpost" | "custom-content";
        mediaType: string;
        size: number;
        version: number;
        comment?: string;
        authorId?: string;
        createdAt?: string;
        modifiedAt?: string;
      }[];
      cursor?: string;
    };
  };

  /** Get attachment. */
  confluence_get_attachment: {
    input: {
      /** Attachment id (att…). */
      attachmentId: string;
      /** An earlier version. */
      version?: number;
    };
    output: {
      id: string;
      title: string;
      url: string;
      status: string;
      contentId?: string;
      contentType?: "page" | "blogpost" | "custom-content";
      mediaType: string;
      size: number;
      version: number;
      comment?: string;
      authorId?: string;
      createdAt?: string;
      modifiedAt?: string;
    };
  };

  /** List attachment labels. */
  confluence_list_attachment_labels: {
    input: {
      /** Attachment id (att…). */
      attachmentId: string;
      /** How many at most. Default: 50. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: { items: { id: string; name: string; prefix: string }[]; cursor?: string };
  };

  /** List attachment versions. */
  confluence_list_attachment_versions: {
    input: {
      /** Attachment id (att…). */
      attachmentId: string;
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: { version: number; message?: string; minorEdit: boolean; authorId?: string; createdAt?: string }[];
      cursor?: string;
    };
  };

  /** Download attachment. */
  confluence_download_attachment: {
    input: {
      /** Attachment id (att…). */
      attachmentId: string;
      /** An earlier version. */
      version?: number;
      /** How the bytes come back. Default: "file". */
      as?: "file" | "base64" | "text";
    };
    output: {
      name: string;
      mediaType: string;
      size: number;
      version: number;
      fileId?: string;
      expiresAt?: string;
      contentBase64?: string;
      text?: string;
    };
  };

  /** Upload attachment. */
  confluence_upload_attachment: {
    input: {
      /** Content: id or URL; a page also as SPACE:Title. */
      contentId: string;
      /** Name with its ending; fileId has one. */
      fileName?: string;
      /** Bytes as base64. */
      contentBase64?: string;
      /** Bytes as text. */
      text?: string;
      /** A file the server keeps (file_…). */
      fileId?: string;
      /** An earlier version, to bring back. */
      fromVersion?: number;
      /** Such as image/png; default: by the ending. */
      mediaType?: string;
      /** Comment on the version. */
      comment?: string;
      /** Notify nobody. Default: true. */
      minorEdit?: boolean;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      title: string;
      url: string;
      status: string;
      contentId?: string;
      contentType?: "page" | "blogpost" | "custom-content";
      mediaType: string;
      size: number;
      version: number;
      comment?: string;
      authorId?: string;
      createdAt?: string;
      modifiedAt?: string;
    };
  };

  /** Delete attachment. */
  confluence_delete_attachment: {
    input: {
      /** Attachment id (att…). */
      attachmentId: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: { id: string; title: string; status: string };
  };

  /** List spaces. */
  confluence_list_spaces: {
    input: {
      /** Only spaces with these keys. */
      keys?: string[];
      /** Only spaces of this type. */
      type?: "global" | "personal" | "collaboration" | "knowledge_base";
      /** Only spaces of this status. Default: "current". */
      status?: "current" | "archived";
      /** Only spaces with one of these labels. */
      labels?: string[];
      /** Order; - means descending. Default: "name". */
      sort?: "id" | "-id" | "key" | "-key" | "name" | "-name";
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: {
        id: string;
        key: string;
        name: string;
        type: string;
        status: string;
        url: string;
        homepageId?: string;
        description?: string;
      }[];
      cursor?: string;
    };
  };

  /** Get space. */
  confluence_get_space: {
    input: {
      /** Space: id or key. */
      spaceId: string;
    };
    output: {
      id: string;
      key: string;
      name: string;
      type: string;
      status: string;
      url: string;
      homepageId?: string;
      description?: string;
    };
  };

  /** Get space contents. */
  confluence_get_space_contents: {
    input: {
      /** Space: id or key; not needed with cursor. */
      spaceId?: string;
      /** What to list. Default: "page". */
      type?: "page" | "blogpost";
      /** All pages, or those without a parent. Default: "all". */
      depth?: "all" | "root";
      /** Only content of this status. Default: "current". */
      status?: "current" | "archived" | "trashed";
      /** Order; - means descending. Default: "-modified-date". */
      sort?: "title" | "-title" | "created-date" | "-created-date" | "modified-date" | "-modified-date";
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: {
        id: string;
        type: "page" | "blogpost";
        title: string;
        url: string;
        status: string;
        spaceId: string;
        parentId?: string;
        version: number;
        authorId?: string;
        createdAt?: string;
        modifiedAt?: string;
        body?: string;
        format?: string;
      }[];
      cursor?: string;
    };
  };

  /** Get space permissions. */
  confluence_get_space_permissions: {
    input: {
      /** Space: id or key; not needed with cursor. */
      spaceId?: string;
      /** How many at most. Default: 100. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: { id: string; principalType: string; principalId: string; permission: string }[];
      cursor?: string;
    };
  };

  /** Create space. */
  confluence_create_space: {
    input: {
      /** Key: short, letters and digits, for good. */
      key: string;
      /** Name people see. */
      name: string;
      /** Description, as plain text. */
      description?: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      key: string;
      name: string;
      type: string;
      status: string;
      url: string;
      homepageId?: string;
      description?: string;
    };
  };

  /** Create private space. */
  confluence_create_private_space: {
    input: {
      /** Key: short, letters and digits, for good. */
      key: string;
      /** Name people see. */
      name: string;
      /** Description, as plain text. */
      description?: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      key: string;
      name: string;
      type: string;
      status: string;
      url: string;
      homepageId?: string;
      description?: string;
    };
  };

  /** Update space. */
  confluence_update_space: {
    input: {
      /** Space: id or key. */
      spaceId: string;
      /** New name. */
      name?: string;
      /** New description, as plain text. */
      description?: string;
      /** Page of the space: id, URL or SPACE:Title. */
      homepageId?: string;
      /** Archive it, or bring it back. */
      status?: "current" | "archived";
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      id: string;
      key: string;
      name: string;
      type: string;
      status: string;
      url: string;
      homepageId?: string;
      description?: string;
    };
  };

  /** Delete space. */
  confluence_delete_space: {
    input: {
      /** Space: id or key. */
      spaceId: string;
      /** The space's key once more, exactly as it is. */
      confirmKey: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: { id: string; key: string; name: string; deleted: boolean; taskId?: string };
  };

  /** List space properties. */
  confluence_list_space_properties: {
    input: {
      /** Space: id or key. */
      spaceId?: string;
      /** Only the property of this key. */
      key?: string;
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: { id: string; key: string; value: unknown; version: number; modifiedAt?: string; authorId?: string }[];
      cursor?: string;
    };
  };

  /** Set space property. */
  confluence_set_space_property: {
    input: {
      /** Space: id or key. */
      spaceId: string;
      /** Key of the property. */
      key: string;
      /** Any JSON: object, list, text, number, true, null. */
      value: Record<string, unknown>;
      /** Number of the property's new version, to be sure nobody changed it. */
      version?: number;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: { id: string; key: string; value: unknown; version: number; modifiedAt?: string; authorId?: string };
  };

  /** Delete space property. */
  confluence_delete_space_property: {
    input: {
      /** Space: id or key. */
      spaceId: string;
      /** Key of the property. */
      key: string;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: { id: string; key: string; deleted: true };
  };

  /** Get current user. */
  confluence_get_current_user: {
    input: Record<string, unknown>;
    output: {
      accountId: string;
      name: string;
      email?: string;
      timeZone?: string;
      accountType?: string;
      status?: string;
    };
  };

  /** Get users. */
  confluence_get_users: {
    input: {
      /** Account ids. */
      accountIds: string[];
    };
    output: {
      items: {
        accountId: string;
        name: string;
        email?: string;
        timeZone?: string;
        accountType?: string;
        status?: string;
      }[];
      unknown: string[];
    };
  };

  /** Search users. */
  confluence_search_users: {
    input: {
      /** Name, account id or email. Default: everybody. */
      query?: string;
      /** How many at most. Default: 25. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: {
        accountId: string;
        name: string;
        email?: string;
        timeZone?: string;
        accountType?: string;
        status?: string;
      }[];
      cursor?: string;
      note?: string;
    };
  };

  /** Get anonymous user. */
  confluence_get_anonymous_user: {
    input: Record<string, unknown>;
    output: { name: string; type: string; picture?: string };
  };

  /** List groups. */
  confluence_list_groups: {
    input: {
      /** Only groups that give this kind of access. */
      accessType?: "user" | "admin" | "site-admin";
      /** How many at most. Default: 100. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: { items: { id: string; name: string }[]; cursor?: string };
  };

  /** List group members. */
  confluence_list_group_members: {
    input: {
      /** Group: id or name; not needed with cursor. */
      groupId?: string;
      /** How many at most. Default: 50. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: {
        accountId: string;
        name: string;
        email?: string;
        timeZone?: string;
        accountType?: string;
        status?: string;
      }[];
      cursor?: string;
    };
  };

  /** Get audit logs. */
  confluence_get_audit_logs: {
    input: {
      /** Only since this date, such as 2026-11-01. */
      from?: string;
      /** Only until this date. */
      to?: string;
      /** Only records with this text. */
      search?: string;
      /** How many at most. Default: 50. */
      limit?: number;
      /** Cursor of the answer before, to go on where it ended. */
      cursor?: string;
    };
    output: {
      items: {
        at: string;
        summary: string;
        category: string;
        description?: string;
        author: string;
        authorId?: string;
        address?: string;
        affected?: string;
        changes?: { name: string; before: string; after: string }[];
      }[];
      cursor?: string;
    };
  };

  /** List sites. */
  confluence_list_sites: {
    input: Record<string, unknown>;
    output: { items: { id: string; name: string; url: string; chosen: boolean }[]; cursor?: string };
  };

  /** API call. */
  confluence_api_call: {
    input: {
      /** HTTP method. Default: "GET". */
      method?: "GET" | "POST" | "PUT" | "DELETE" | "PATCH" | "HEAD";
      /** Path under the site, such as /wiki/api/v2/pages/{id}. */
      path: string;
      /** Values of the path's {placeholders}. Default: {}. */
      pathParams?: Record<string, unknown>;
      /** Query parameters. Default: {}. */
      query?: Record<string, unknown>;
      /** Headers, sent exactly as given; none is added but authorization. Default: {}. */
      headers?: Record<string, unknown>;
      /** Body: an object or array is sent as JSON, text as it is. */
      body?: Record<string, unknown>;
      /** Only show what would change. Default: false. */
      dryRun?: boolean;
      /** Why, for whoever approves or reviews it. */
      reason?: string;
    };
    output: {
      status: number;
      headers: Record<string, unknown>;
      body: unknown;
      encoding: "json" | "text" | "base64" | "none";
    };
  };

  /** Read more. */
  confluence_read_more: {
    input: {
      /** meta.next of the result that was cut. */
      next: string;
    };
    output: { path: string; text?: string; items?: unknown[]; cursor?: string };
  };

  /** Get call. */
  confluence_get_call: {
    input: {
      /** Id of the call (call_…). */
      callId: string;
    };
    output: { id: string; tool: string; outcome: string };
  };

  /** Get approval. */
  confluence_get_approval: {
    input: {
      /** Id of the approval (apr_…). */
      approvalId: string;
    };
    output: { id: string; status: string; comment: string | null; outcome: unknown };
  };
};
