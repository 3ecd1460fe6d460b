import { stem } from "./stem.ts";
import { stopWords } from "./stop-words.ts";
import { fold } from "./words.ts";

/**
 * Words of other languages that say nothing about what is looked for, those that questions begin with above all: pages
 * seldom hold them, so that they would count as rare ones. As many of them are words of some other language too, they
 * count less instead of not at all, and only in a query that has several of one language.
 */
const lists = [
  // French, with what apostrophes and hyphens leave.
  "a ai as au aux avec c ce ces cet cette ceux ci combien comment d dans de depuis des doit dois donc dont du elle elles en " +
    "entre es est et etait etre eu faire fait faut fut il ils j je jusqu l la le les leur leurs lors lorsqu lui m ma mais me " +
    "mes moi mon n ne ni nos notre nous on ont ou par pas peut peuvent peux plus pour pourquoi puis qu quand que quel quelle " +
    "quelles quels qui quoi s sa sans se sera ses si soit son sont sous suis sur t ta te tes toi ton tous tout toute tu un " +
    "une vos votre vous y",
  "aber alle als also am an ans auch auf aus bei beim bin bis bist da dabei damit dann das dass dein dem den denn der des " +
    "die dies diese dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas euer fur gibt habe haben " +
    "hat hatte ich ihm ihn ihr ihre im in ins ist ja jede jeder kann kein keine konnen konnte mal man mehr mein meine meinem " +
    "meinen meiner mich mir mit muss mussen nach nicht noch nun nur ob oder ohne schon sehr sein seine seit sich sie sind so " +
    "soll sollte uber um und uns unser unter vom von vor wann war waren warum was weil welche welchem welchen welcher welches " +
    "wem wen wenn wer werde werden wessen wie wieder will wir wird wo wofur woher wohin womit wozu wurde wurden zu zum zur",
  "a al algo ante antes aqui asi aun como con cual cuales cuando cuanta cuantas cuanto cuantos de debe debo del desde donde " +
    "el ella ellas ellos en entre era eran eres es esa ese eso esta estan estas este esto estos fue fueron ha hace hacer hacia " +
    "han hasta hay he la las le les lo los mas me mi mis muy ni no nos nosotros o os otra otro para pero por porque puede " +
    "pueden puedo que quien quienes se segun ser si sin sobre son soy su sus tambien te tengo ti tiene tienen tu tus un una " +
    "unas uno unos y ya yo",
].map((list) => new Set(list.split(" ")));

/** Fewer than two may be a name or a slip into another language. */
const enough = 2;

/** Terms that only hold a query together, where it is in one of the languages rather than in English. */
export function functionTerms(query: string): ReadonlySet<string> {
  const words = [...new Set(fold(query).match(/[\p{L}\p{N}]+/gu))];
  const english = words.filter((word) => stopWords.has(word));
  const languages = lists.map((list) => ({
    found: words.filter((word) => list.has(word)),
    // Single letters are names in code, too.
    own: words.filter((word) => word.length > 1 && list.has(word) && !stopWords.has(word)).length,
    foreign: english.filter((word) => !list.has(word)).length,
  }));
  const [likeliest] = languages.sort((a, b) => b.own - a.own);
  if (likeliest === undefined || likeliest.own < enough || likeliest.own <= likeliest.foreign) return new Set();
  return new Set(likeliest.found.map(stem));
}
