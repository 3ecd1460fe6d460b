import {
  type CqlDateContext,
  type CqlField,
  type CqlScalar,
  compareCqlDate,
  findCqlField,
  type PositiveClause,
  resolveCqlDate,
} from "@tributary/cql";
import type { Access } from "../permission/access.ts";
import type { Account } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { type Bits, noBits, setBit } from "./bits.ts";
import { matchProperty } from "./content-property.ts";
import { markField } from "./field-values.ts";
import { meaning } from "./function-values.ts";
import { matchText } from "./match-text.ts";
import { boosted, either, type Matched, nothing, unranked } from "./matched.ts";
import { nameTest } from "./name-test.ts";
import type { SearchIndex } from "./search-index.ts";
import { markTitle } from "./title-values.ts";

/** Who asks, where, when: what a clause needs to be understood. */
export type ClauseContext = {
  site: Site;
  index: SearchIndex;
  access: Access;
  account: Account;
  dates: CqlDateContext;
  /** From `cqlcontext`: what currentSpace() and currentContent() mean. */
  current: { spaceKey?: string | undefined; contentId?: number | undefined };
};

/** A row of the table of views, see `content/views.ts`: one account looked at one content. */
export type View = {
  readonly id: string;
  readonly accountId: string;
  readonly contentId: number;
  readonly spaceId: number;
  readonly at: number;
};

/** A hit in the title says more about a page than one in its text. */
const titleWeight = 2;

/** The documents that a clause finds, those that are gone and those the account may not see among them. */
export function matchClause(context: ClauseContext, clause: PositiveClause): Matched {
  const { size } = context.index;
  const field = findCqlField(clause.field);
  if (!field) return nothing(size);
  const found = noBits(size);
  if (field.value === "property") matchProperty(context, clause, found);
  else if (clause.operator === "~") return matchWords(context, field, scalars(clause)[0]);
  else if (field.value === "date") matchDate(context, field, clause, found);
  else if (field.name === "title") markTitle(context.index, new Set(textsOf(clause)), found);
  else
    markField(context, field.name, new Set(scalars(clause).flatMap((value) => meaning(context, field, value))), found);
  return unranked(found);
}

const scalars = ({ value }: PositiveClause): readonly CqlScalar[] => (value.kind === "list" ? value.items : [value]);

const textsOf = (clause: PositiveClause): string[] =>
  scalars(clause).map((value) => (value.kind === "function" ? "" : value.text));

function matchDate({ index, dates }: ClauseContext, field: CqlField, clause: PositiveClause, found: Bits): void {
  const [value] = scalars(clause);
  const range = value && resolveCqlDate(value, dates);
  const { operator } = clause;
  if (!range || operator === "~" || operator === "IN") return;
  const moments = field.name === "created" ? index.facts.created : index.facts.modified;
  for (let document = 0; document < index.size; document += 1) {
    if (compareCqlDate(moments[document] as number, operator, range)) setBit(found, document);
  }
}

function matchWords(context: ClauseContext, field: CqlField, value: CqlScalar | undefined): Matched {
  const { index, site } = context;
  const found = noBits(index.size);
  if (!value || value.kind === "function") return unranked(found);
  const inTitles = () => matchText(index.titles, value.text, index.size);
  switch (field.name) {
    case "text":
    case "sitesearch":
      return either(matchText(index.texts, value.text, index.size), boosted(inTitles(), titleWeight));
    case "title":
      return inTitles();
    case "space.title": {
      const fits = nameTest(value.text, "any");
      for (const { id, name } of site.spaces.values()) if (fits(name)) index.keywords.mark("space", String(id), found);
      return unranked(found);
    }
    case "creator.fullname": {
      const fits = nameTest(value.text, "any");
      for (const { id, displayName } of site.accounts.values())
        if (fits(displayName)) index.keywords.mark("creator", id.toLowerCase(), found);
      return unranked(found);
    }
    default:
      return unranked(found);
  }
}
