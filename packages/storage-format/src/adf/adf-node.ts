export interface AdfMark {
  type: string;
  attrs?: Record<string, unknown>;
}

/** A node of the Atlassian Document Format. */
export interface AdfNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: AdfNode[];
  marks?: AdfMark[];
  text?: string;
}

export interface AdfDocument extends AdfNode {
  type: "doc";
  version: 1;
  content: AdfNode[];
}

/** The extension type under which ADF carries Confluence's own macros. */
export const macroExtensionType = "com.atlassian.confluence.macro.core";
