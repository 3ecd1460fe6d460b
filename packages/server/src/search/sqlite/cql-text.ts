import { matchesFuzzy, matchesWildcard, parseTextQuery, type TextLeaf, type TextPart } from "@tributary/cql";
import { Unanswerable } from "../cql-query.ts";
import { fold, tokensOf, withoutLoneEnd } from "../words.ts";
import { allOf, anyOf, type Fragment, never, noneOf } from "./fragment.ts";
import type { IndexFile } from "./index-file.ts";
import { type Column, inColumns, nearExpression, phraseExpression } from "./match-expression.ts";
import { matchesTerms } from "./visible.ts";
import { wordsBeginning, wordsLike } from "./vocabulary.ts";

/** A pattern that fits more words than this says nothing, and would make an expression FTS5 refuses. */
const mostForms = 200;

/** What stands on the right of `text ~` or `title ~`, as a condition on `d`. */
export function textCondition(file: IndexFile, field: string, text: string, columns: readonly Column[]): Fragment {
  const query = parseTextQuery(text);
  if (query.problems.length > 0) throw new Unanswerable(field, `The text searched for in ${field} has a mistake.`);
  return partsCondition(file, field, query.parts, columns);
}

/** The rules of `matchTextQuery`: every must, no mustNot, and without a must at least one other. */
function partsCondition(
  file: IndexFile,
  field: string,
  parts: readonly TextPart[],
  columns: readonly Column[],
): Fragment {
  const conditions = (wanted: (part: TextPart) => boolean) =>
    parts
      .filter(wanted)
      .map((part) =>
        part.kind === "group"
          ? partsCondition(file, field, part.parts, columns)
          : leafCondition(file, field, part, columns),
      );
  const musts = conditions(({ occurrence }) => occurrence === "must");
  const not = conditions(({ occurrence }) => occurrence === "mustNot").map(noneOf);
  const any =
    musts.length > 0
      ? musts
      : [anyOf(conditions(({ occurrence }) => occurrence === "should" || occurrence === "unmarked"))];
  return allOf([...any, ...not]);
}

function leafCondition(file: IndexFile, field: string, leaf: TextLeaf, columns: readonly Column[]): Fragment {
  const expression = leafExpression(file, field, leaf);
  return expression === undefined ? never : matchesTerms(inColumns(columns, expression));
}

function leafExpression(file: IndexFile, field: string, leaf: TextLeaf): string | undefined {
  if (leaf.kind === "wildcard") return anyForm(formsLike(file, field, leaf.pattern));
  if (leaf.kind === "fuzzy") {
    const word = fold(leaf.text);
    return anyForm([word, ...wordsLike(file, word).filter((form) => matchesFuzzy(word, form, leaf.similarity))]);
  }
  const terms = withoutLoneEnd([...tokensOf(leaf.text)].flatMap((token) => token.terms.words));
  if (terms.length === 0) return undefined;
  const slop = leaf.kind === "phrase" ? leaf.slop : undefined;
  return slop === undefined ? phraseExpression(terms) : nearExpression(terms, slop);
}

function formsLike(file: IndexFile, field: string, pattern: string): string[] {
  const beginning = /^[^*?\\]*/.exec(fold(pattern))?.[0] ?? "";
  if (beginning.length < 2) {
    throw new Unanswerable(field, `${pattern} begins with too few letters to be looked up in the index.`);
  }
  const forms = wordsBeginning(file, beginning, mostForms * 20).filter((form) => matchesWildcard(fold(pattern), form));
  if (forms.length > mostForms) throw new Unanswerable(field, `${pattern} fits more words than the index looks up.`);
  return forms;
}

function anyForm(forms: readonly string[]): string | undefined {
  const terms = new Set(forms.flatMap((form) => [...tokensOf(form)].flatMap((token) => token.terms.words)));
  return terms.size === 0 ? undefined : [...terms].map((term) => phraseExpression([term])).join(" OR ");
}
