const ink = "#172b4d";
const link = "#0052cc";
const white = "#ffffff";
const hover = "#deebff";

/** Backgrounds and paddings that a space leaves to the site's style sheet. */
const container = {
  background: "initial",
  backgroundAttachment: null,
  backgroundBlendMode: null,
  backgroundClip: null,
  backgroundColor: null,
  backgroundImage: null,
  backgroundOrigin: null,
  backgroundPosition: null,
  backgroundRepeat: null,
  backgroundSize: null,
  padding: "initial",
  borderRadius: "initial",
};

const navigation = { color: ink, highlightColor: link, hoverOrFocus: { backgroundColor: hover, color: link } };

/** The colours of a site nobody has changed. The shape is the API's, the colours are those of Atlassian's palette. */
export const defaultLookAndFeel = {
  headings: { color: ink },
  links: { color: link },
  menus: { hoverOrFocus: { backgroundColor: hover }, color: ink },
  header: {
    backgroundColor: white,
    button: { backgroundColor: link, color: white },
    primaryNavigation: navigation,
    secondaryNavigation: { color: ink, highlightColor: link, hoverOrFocus: { backgroundColor: hover, color: link } },
    search: { backgroundColor: white, color: ink },
  },
  horizontalHeader: {
    backgroundColor: white,
    button: { backgroundColor: link, color: white },
    primaryNavigation: { color: ink, highlightColor: link, hoverOrFocus: { backgroundColor: hover, color: link } },
    secondaryNavigation: navigation,
    search: { backgroundColor: white, color: ink },
  },
  content: {
    screen: {
      background: "initial",
      backgroundAttachment: null,
      backgroundBlendMode: null,
      backgroundClip: null,
      backgroundColor: null,
      backgroundImage: null,
      backgroundOrigin: null,
      backgroundPosition: null,
      backgroundRepeat: null,
      backgroundSize: null,
      layer: null,
      gutterTop: null,
      gutterRight: null,
      gutterBottom: null,
      gutterLeft: null,
    },
    container,
    header: container,
    body: container,
  },
  bordersAndDividers: { color: "#dfe1e6" },
  spaceReference: null,
} as const;
