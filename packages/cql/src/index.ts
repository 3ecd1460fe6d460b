export type {
  CqlChain,
  CqlClause,
  CqlExpression,
  CqlFieldName,
  CqlFunctionCall,
  CqlLink,
  CqlList,
  CqlLiteral,
  CqlNot,
  CqlNumber,
  CqlOperator,
  CqlQuery,
  CqlScalar,
  CqlSort,
  CqlSpan,
  CqlText,
  CqlValue,
} from "./ast.ts";
export { and, type ClauseValue, call, clause, cql, not, or } from "./build-cql.ts";
export { CqlError, type CqlErrorCode, type CqlProblemCode, type CqlSyntaxCode } from "./cql-error.ts";
export {
  type CqlDateContext,
  type CqlOffset,
  type CqlOffsetUnit,
  compareCqlDate,
  evaluateCqlDateFunction,
  parseCqlOffset,
  resolveCqlDate,
} from "./date-functions.ts";
export { editDistance, matchesFuzzy, nearestNames } from "./edit-distance.ts";
export {
  type CqlAlgebra,
  clausesOf,
  compileCql,
  evaluateCql,
  foldCql,
  type PositiveClause,
  positiveClause,
} from "./evaluate-cql.ts";
export { type CqlField, type CqlValueKind, cqlFieldNames, cqlFields, findCqlField } from "./fields.ts";
export { type CqlFunction, cqlFunctions, findCqlFunction } from "./functions.ts";
export { escapeTextQuery, matchTextQuery, phraseOf, wantedLeaves } from "./match-text-query.ts";
export { matchesWildcard } from "./matches-wildcard.ts";
export { maximumDepth, parseCql } from "./parse-cql.ts";
export { type CqlDateRange, parseCqlDate } from "./parse-cql-date.ts";
export {
  parseTextQuery,
  type TextGroup,
  type TextLeaf,
  type TextOccurrence,
  type TextPart,
  type TextProblem,
  type TextQuery,
} from "./parse-text-query.ts";
export { printCql, printField, quote } from "./print-cql.ts";
export { isReservedWord, reservedCharacters, reservedWords } from "./reserved.ts";
export { andClause, restrictToSpaces, type SpaceLimit } from "./restrict-to-spaces.ts";
export { type ValidateOptions, validateCql } from "./validate-cql.ts";
