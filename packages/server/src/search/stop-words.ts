import { stem } from "./stem.ts";

/** Words that say nothing about what is looked for, folded. They count only where a query has no others, and in exact phrases. */
export const stopWords: ReadonlySet<string> = new Set(
  (
    "a about above after again all also am an and any are as at be because been before being below between both but by " +
    "can cannot could did do does doing down during each few for from further had has have having he her here hers him " +
    "his how i if in into is it its itself just me more most my no nor not now of off on once only or other our out over " +
    "own same she should so some such than that the their them then there these they this those through to too under " +
    "until up us very was we were what when where which while who whom why will with would you your " +
    "cant didnt doesnt dont isnt wasnt wont im ive"
  ).split(" "),
);

/** The same as the index holds them. */
export const stopTerms: ReadonlySet<string> = new Set([...stopWords].map(stem));
